import { describe, expect, it } from 'vitest'
import type { PortKeeper } from '#model/ports/port'
import { ProductionLedger } from '#model/ports/production-ledger'
import { ProductionOrderId } from '#model/production'
import type { RememberedWish } from '#model/remembered'
import { aMessage } from '../../../test/support/builders.ts'
import type { Connections } from '../connections.ts'
import type { Outcome } from '../flow.ts'
import { askedBeforeAPerson, asBookedBefore } from './booked-before.ts'
import { effectKey } from './effect-key.ts'
import { REMINDER_DUE } from './own-messages.ts'

const AT = '2026-11-22T06:00:00.000Z'
const order = 'odoo.7'
const message = aMessage('output.received', { order, quantity: { value: '5', uom: 'H87' } })
const work = { message, seq: 1, attempts: 0 }
const trouble = { code: 'ORDER_CLOSED', owner: 'supervisor', sentence: 'It came after the closing.' } as const
const refused: Outcome = { verdict: 'refused', sentence: trouble.sentence, trouble }
const ledger: Connections = (_plant, port) =>
  port === ProductionLedger.portName
    ? { system: 'odoo', keeper: { port } as PortKeeper, callsAtOnce: 1, deadline: 1, lingers: 1 }
    : undefined
const keyOf = (intention: ReturnType<typeof ProductionLedger.receiveOutput>) => effectKey(message, intention)
const output = keyOf(ProductionLedger.receiveOutput(message.body as never))

describe('before a person is troubled with a report (R17)', () => {
  const asked = (outcome: Outcome, over = {}, connections = ledger) =>
    askedBeforeAPerson({ ...work, ...over }, outcome, connections, AT)

  it('the ledger is asked for every key under which it may stand there', () => {
    const question = asked(refused)
    expect(question).toMatchObject({ port: 'production-ledger', operation: 'remembered' })
    const wish = question!.argument as RememberedWish
    expect(wish.every((one) => one.order === order)).toBe(true)
    const keys = wish.map(({ effectKey: key }) => key)
    expect(keys).toContain(output)
    expect(keys).toContain(keyOf(ProductionLedger.closeOrder({ order } as never)))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each<readonly [string, Outcome]>([
    ['one that is refused', refused],
    ['a question', { verdict: 'asked', sentence: '?', question: { role: 'x', text: '?', shown: {}, yes: [] } }],
    [
      'one that has waited long enough',
      { verdict: 'held', sentence: 'It waits.', wait: { what: 'x', atMost: 0, otherwise: trouble } },
    ],
  ])('so with %s', (_what, outcome) => expect(asked(outcome)).toBeDefined())

  it.each<readonly [string, Outcome]>([
    ['is accepted', { verdict: 'accepted', sentence: 'Booked.' }],
    ['is flagged', { verdict: 'flagged', sentence: 'Booked.', trouble }],
    ['waits', { verdict: 'held', sentence: 'It waits.', wait: { what: 'x', atMost: 1, otherwise: trouble } }],
  ])('and not when it %s', (_what, outcome) => expect(asked(outcome)).toBeUndefined())

  it('nor about anything else, nor where no system keeps the ledger', () => {
    expect(asked(refused, { message: { ...message, stream: 'system' } })).toBeUndefined()
    expect(asked(refused, { message: { ...message, type: REMINDER_DUE } })).toBeUndefined()
    expect(asked(refused, {}, () => undefined)).toBeUndefined()
  })
})

describe('what the books say of a report that would trouble a person (R17)', () => {
  const receipt = { known: true, documents: [{ kind: 'stock.move', id: '12' }] }
  const remembered = {
    effectKey: output,
    operation: 'receiveOutput',
    order: ProductionOrderId.parse(order),
    event: { source: message.source, id: message.id },
    occurredAt: AT,
    bookedAt: AT,
    receipt,
  }
  const judged = (told: unknown, outcome = refused) => asBookedBefore(work, outcome, told, ledger)

  it('counts: what stands there is taken up with its documents, and nothing is to be booked', () => {
    const outcome = judged([remembered])
    expect(outcome).toMatchObject({ verdict: 'accepted', sentence: expect.stringContaining('odoo since 2026-11-22') })
    expect(outcome).not.toHaveProperty('intents')
    expect(outcome).not.toHaveProperty('file')
    expect(outcome?.standing).toMatchObject([{ operation: 'receiveOutput', body: message.body, receipt }])
    expect(outcome?.standing?.map(keyOf)).toEqual([output])
  })

  it('and what does not stand there is late, or too much, as it was', () => {
    expect(judged([])).toBeUndefined()
    expect(judged({ refused: { code: 'UNKNOWN_ORDER', sentence: 'There is none.' } })).toBeUndefined()
    expect(judged(undefined)).toBeUndefined()
  })

  it('whoever was to be asked for what is missing is asked all the same', () => {
    const intents = [{ port: 'shop-floor', operation: 'tellAgain', body: {}, conflict: order, occurrence: 0 }]
    expect(judged([remembered], { ...refused, intents })?.intents).toEqual(intents)
  })
})
