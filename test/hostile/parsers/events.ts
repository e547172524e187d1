import { isDeepStrictEqual } from 'node:util'
import { judgeEvent } from '../../../src/api/door/judge-event.ts'
import { readJson } from '../../../src/api/door/read-json.ts'
import { judgeRecord } from '../../../src/api/wire/judge-record.ts'
import type { NewMessage } from '../../../src/engine/index.ts'
import { canonicalJson, type Json } from '../../../src/kernel/canonical-json.ts'
import { parseExactJson } from '../../../src/kernel/exact-json.ts'
import { catalogue, kindOf, subjectOf } from '../../../src/model/catalogue.ts'
import { isRecord } from '../../../src/model/field-table/record.ts'
import { anIssue, mesA, speaker } from '../../support/wire.ts'
import { type Parser, promised } from './parser.ts'

const key = { keyId: 'abcdefghijkl', plant: 'A', system: 'mes', types: ['*'] }
const now = '2026-11-22T06:04:11.250Z'
const source = '/plants/A/systems/mes'
const made = { messageId: '0199f7d2-0000-7000-8000-000000000000' }
const pieces = { value: '12.5', uom: 'H87' }

/** One event of each shape that is much used; others are made of the same parts. */
const reports: readonly (readonly [type: string, data: object])[] = [
  ['output.received', { order: 'odoo.1', quantity: pieces, lot: 'L-1' }],
  ['material.issued', { order: 'odoo.1', item: 'STEEL', quantity: pieces, lot: 'LB', expires: '2027-01-01' }],
  ['operation.completed', { order: 'odoo.1', operation: '10', good: pieces, machineTime: '100', final: true }],
  ['operation.started', { order: 'odoo.1', operation: '10' }],
  ['scrap.recorded', { order: 'odoo.1', item: 'STEEL', quantity: pieces, reason: 'bent' }],
  ['output.reversed', { order: 'odoo.1', original: 'e1', quantity: pieces, reason: 'a mistake' }],
  ['order.closed', { order: 'odoo.1', final: { received: pieces, issued: [{ item: 'STEEL', quantity: pieces }] } }],
  ['lot.split', { order: 'odoo.1', item: 'STEEL', parent: 'L1', children: [{ lot: 'L2', quantity: pieces }] }],
]
const anEvent = (type: string, data: object) => ({
  ...{ specversion: '1.0', id: 'e1', source, type: `mfg.production.${type}.v1`, time: now, sequence: '1', data },
})

/** An event at the door: form, scope, plant, and the schema of its type. */
export const event: Parser = {
  name: 'event',
  reads: ['api/door/judge-event.ts', 'api/door/route.ts', 'api/door/keep.ts', 'model/catalogue.ts'],
  seeds: reports.map(([type, data]) => JSON.stringify(anEvent(type, data))),
  words: [
    ...catalogue.map(({ type }) => type),
    ...['"order"', '"quantity"', '"value"', '"uom"', '"operation"', '"item"', '"lot"', '"serials"', '"original"'],
    ...['"reason"', '"final"', '"children"', '"parents"', '"rework"', '"person"', '"minutes"', '"start"', '"end"'],
  ],
  judge(bytes) {
    const read = readJson(bytes)
    if ('problem' in read) return
    const { value, text } = read
    const judge = () => judgeEvent({ value, text }, { key, source, receivedFrom: 'mes', now }, made)
    const verdict = judge()
    promised(isDeepStrictEqual(judge(), verdict), 'judged twice, the verdict is the same')
    if ('refused' in verdict) {
      const { status, sentence, errors } = verdict.refused
      promised([403, 422].includes(status) && /[.!]$/.test(sentence) && errors.length > 0, 'a refusal says why')
    } else isKept(verdict.message, value)
  },
}

/** What is kept of an event is what was sent, and in the words of its schema. */
function isKept(message: NewMessage, sent: unknown): void {
  promised(message.source === source && message.plant === 'A', 'nobody speaks for others')
  promised(message.type !== '' && message.id.length <= 128, 'an event has a type and an id')
  const kept = JSON.parse(message.eventText) as Json
  promised(canonicalJson(kept) === canonicalJson(sent as Json), 'its text is what was sent')
  const kind = kindOf(message.type)!
  const body = kind.schema.parse(message.body)
  promised(isDeepStrictEqual(body, message.body), 'its schema takes it as it is kept')
  promised(message.key === subjectOf(kind, body), 'its lane is that of what it is about')
}

/** A record in a system's own words: its field table makes events of it, all or none. */
export const record: Parser = {
  name: 'record',
  reads: [
    'api/wire/body.ts',
    'api/wire/judge-record.ts',
    'model/field-table/numbers.ts',
    'model/field-table/dates.ts',
    'model/field-table/translate.ts',
    'cli/wire-preview.ts',
  ],
  seeds: [anIssue([{ quantity: '1.250,5' }]), ...mesA.examples.map((example) => example.record)].map((one) =>
    JSON.stringify(one),
  ),
  words: mesA.records.flatMap(({ when }) => when.flatMap((one) => ('is' in one ? [`"${one.is}"`] : []))),
  judge(bytes) {
    const read = readJson(bytes, parseExactJson)
    if ('problem' in read || !isRecord(read.value)) return
    const sent = { record: read.value, bytes }
    const parts = { ids: () => made.messageId, now }
    const verdict = judgeRecord(sent, speaker(), key, parts)
    promised(
      isDeepStrictEqual(judgeRecord(sent, speaker(), key, parts), verdict),
      'translated twice, it means the same',
    )
    if (verdict.kind === 'ignored') return
    if (verdict.kind === 'refused') {
      promised(verdict.refusal.errors.length > 0 && verdict.refusal.sentence !== '', 'a refusal says why')
      return
    }
    const { verdicts } = verdict
    promised(verdicts.length > 0, 'what is taken is something')
    for (const one of verdicts) {
      promised('message' in one, 'all of its events or none')
      const { message } = one
      promised(message.source === source && message.plant === 'A', 'a record speaks for its sender alone')
      promised(message.wire !== undefined, 'each event names the bytes it was made of')
      JSON.parse(message.eventText)
    }
  },
}
