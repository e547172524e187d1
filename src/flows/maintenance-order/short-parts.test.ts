import { describe, expect, it } from 'vitest'
import type { EffectAnswered, Outcome } from '#engine'
import { MaintenanceOrder } from '#model/maintenance'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { quantity } from '#model/quantity'
import { answeredPart } from './part-answered.ts'
import { lookedAgain } from './short-parts.ts'

const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'approved', kind: 'corrective-breakdown' },
  ...{ title: 'Replace seal', created: '2026-11-22T05:00:00.000Z', version: '1' },
})
const waiting: MaintenanceOrderFile = {
  ...{ order, origin: 'live' as const },
  setAside: [
    { part: 'OIL-5', quantity: quantity(1), lies: quantity(1) },
    { part: 'SEAL-40', quantity: quantity(4), lies: quantity(1) },
  ],
  signals: [{ part: 'SEAL-40', quantity: quantity(3), label: 'P00012' }],
}
const message = { plant: 'A' }
const answer = (
  after: object,
  file: MaintenanceOrderFile = waiting,
  over: object = {},
): Outcome<MaintenanceOrderFile> => {
  const standing = {
    uom: 'H87',
    onHand: '1',
    setAside: '1',
    wanted: '4',
    short: '0',
    surplus: '0',
    lost: '0',
    ...after,
  }
  const body: Partial<EffectAnswered> = {
    operation: 'reserve',
    state: 'confirmed',
    body: { plant: 'A', order: order.id, label: order.label, part: 'SEAL-40', quantity: quantity(4) },
    receipt: { known: false, documents: [], after: standing },
  }
  return answeredPart({ message, body, file: { state: 'approved', data: file }, ...over } as never)
}

describe('EXC-21: an order whose parts are short', () => {
  it('is looked at again after a while, once however many of its parts are short', () => {
    const first = answer({})
    expect(first).toMatchObject({ reminders: [{ name: 'short-parts' }], file: { data: { looksAgain: true } } })
    expect(answer({}, first.file!.data)).not.toHaveProperty('reminders')

    const again = lookedAgain({ message, file: first.file })
    expect(again.intents).toMatchObject([
      { operation: 'reserve', occurrence: 1, body: { part: 'SEAL-40', quantity: quantity(4) } },
    ])
    expect(again.file!.data).not.toHaveProperty('looksAgain')
    expect(lookedAgain({ message, file: again.file }).intents).toBeUndefined()
  })

  it('whose request somebody has called off is put before somebody, and asked for again when that one says so', () => {
    const lost = { short: '3', lost: '3' }
    expect(answer(lost)).toMatchObject({
      verdict: 'refused',
      trouble: { code: 'SIGNAL_GONE', owner: 'warehouse', sentence: expect.stringContaining('P00012') },
    })
    const ruled = { ruled: { by: 'stella', reason: 'we need them' } }
    expect(answer(lost, waiting, ruled)).toMatchObject({
      code: 'PART_SHORT',
      intents: [{ operation: 'signal', body: { part: 'SEAL-40', quantity: quantity(3) } }],
    })
  })

  it('of which nobody was told yet is asked of the buyer at once', () => {
    const { signals: _none, ...untold } = waiting
    expect(answer({ short: '3' }, untold)).toMatchObject({ intents: [{ operation: 'signal' }] })
  })
})
