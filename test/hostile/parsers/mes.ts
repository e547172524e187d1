import { shopFloor } from '../../../src/connectors/mes/shop-floor.ts'
import type { Effect } from '../../../src/model/ports/port.ts'
import { Failure } from '../../../src/kernel/failure.ts'
import { type Parser, promised, textOf } from './parser.ts'

const now = '2026-11-22T06:04:11.250Z'
const effect: Effect = {
  ...{
    key: 'k',
    port: 'shop-floor',
    operation: 'release',
    body: { order: 'odoo.1' },
    message: 'm',
    correlation: 'c',
    occurredAt: now,
  },
}
const call = { signal: new AbortController().signal, urgency: 'bulk' } as const
const letterhead = {
  secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`],
  now: () => now,
  tellsAgain: true,
}

/** What an MES answers to an order: it has taken it by then, so nothing it says may turn that into a failure. */
export const mesAnswer: Parser = {
  name: 'mes-answer',
  reads: ['connectors/mes/shop-floor.ts', 'connectors/delivery.ts'],
  seeds: [
    '{"known":true,"reference":"8812","link":"https://mes.example.com/orders/8812"}',
    '{"toldAgain":3,"neverHad":"7, 9"}',
    '{"link":"javascript:alert(1)","reference":5,"known":"yes"}',
    '"ok"',
    '',
  ],
  words: ['"known"', '"reference"', '"link"', '"toldAgain"', '"neverHad"', 'javascript:', 'data:', 'file:', 'https://'],
  async judge(bytes) {
    const text = textOf(bytes)
    const answer = { status: 200, type: 'application/json', text }
    const box = { post: async () => answer, alive: async () => {}, close: () => {} }
    const floor = shopFloor(box, letterhead)
    for (const operation of ['release', 'tellAgain']) {
      const [receipt] = await floor.perform([{ ...effect, operation }], call)
      promised(receipt !== undefined && !(receipt instanceof Failure), 'what was taken stays taken')
      const [document] = receipt.documents
      promised(document !== undefined && document.id.length <= 128, 'its number is one that can be kept')
      promised(!document.link || /^https?:/i.test(document.link), 'nobody is led anywhere but to a page')
      promised(JSON.stringify(receipt).isWellFormed(), 'and the journal can hold it')
    }
  },
}
