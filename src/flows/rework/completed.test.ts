import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import type { OrderFile } from '#model/production-order-case'
import { quantity } from '#model/quantity'
import { ReworkCompleted } from '#model/rework'
import { aPolicy, anOrder } from '../../../test/support/builders.ts'
import { openedFrom } from '../standing.ts'
import { reworkCompletion } from './completed.ts'

const operation = { operation: '20', name: 'Weld', workCenter: 'WELD', plannedMinutes: '60', over: false }
const file: OrderFile = {
  ...openedFrom(anOrder({ operations: [{ ...operation, completed: quantity(0) }] })),
  inRework: { 20: quantity(10) },
}
const opened = {
  ...{ id: 'REW-7', type: 'mfg.production.rework.opened.v1', progress: 'closed' },
  body: { order: 'odoo.42', operation: '20', quantity: quantity(10) },
  effects: [{ effectKey: 'k-7', operation: 'openRework', state: 'confirmed' }],
}
const leaves = (what: object, data = file): Outcome<OrderFile> =>
  reworkCompletion.decide({
    message: { plant: 'A', occurredAt: '2026-11-24T06:00:00.000Z' },
    body: ReworkCompleted.parse({ order: 'odoo.42', rework: 'REW-7', good: quantity(0), ...what }),
    ...{ facts: { original: [opened] }, file: { state: 'started', data }, policy: aPolicy, permits: [] },
  } as never) as Outcome<OrderFile>
const answered = (state: string, data: OrderFile) =>
  reworkCompletion.answered({
    body: {
      ...{ state, failure: { sentence: 'the period is closed' } },
      body: { order: 'odoo.42', original: 'k-7', operation: '20', good: quantity(6), scrap: quantity(2) },
    },
    file: { state: 'started', data },
  } as never) as Outcome<OrderFile>

describe('what becomes of pieces in rework', () => {
  it('is good or scrap, together no more than are in it', () => {
    const some = leaves({ good: quantity(6), scrap: quantity(2) })
    expect(some).toMatchObject({
      sentence: 'Rework REW-7 of WH/MO/00042: 6 pcs good, 2 pcs scrap.',
      intents: [{ operation: 'completeRework', body: { original: 'k-7', operation: '20', good: quantity(6) } }],
    })
    expect(some.file!.data.takenBack).toEqual({ 'k-7': { quantity: quantity(8), of: '20' } })
    expect(some.file!.data.inRework).toEqual({ 20: quantity(2) })
    expect(leaves({ good: quantity(3) }, some.file!.data)).toMatchObject({
      ...{ verdict: 'refused', code: 'OVER_COMPLETION' },
      sentence: '3 pcs were said to leave rework REW-7 of WH/MO/00042, which is more than is in it.',
    })
  })

  it('is something', () => {
    expect(leaves({})).toMatchObject({ verdict: 'refused', code: 'QTY_NOT_POSITIVE' })
    expect(leaves({ scrap: quantity(0) })).toMatchObject({ verdict: 'refused', code: 'QTY_NOT_POSITIVE' })
  })

  it.each([
    ['of another kind than they were given into rework', { good: quantity(6, 'KGM') }],
    ['of two kinds', { good: quantity(6), scrap: quantity(2, 'KGM') }],
  ])('is refused in units %s', (_what, said) => {
    expect(leaves(said)).toMatchObject({ verdict: 'refused', code: 'UOM_NOT_CONVERTIBLE' })
  })

  it('is in it again where Odoo would not, and has left it where Odoo has booked it', () => {
    const { data } = leaves({ good: quantity(6), scrap: quantity(2) }).file!
    expect(answered('refused', data)).toMatchObject({
      sentence: 'Odoo refused: the period is closed',
      file: { data: { inRework: { 20: quantity(10) }, takenBack: { 'k-7': { quantity: quantity(0) } } } },
    })
    expect(answered('confirmed', data).file).toBeUndefined()
    expect(answered('refused', file).file!.data).toEqual(file)
  })
})
