import { quantity } from '#model/quantity'
import type { Random } from '../simulation/random.ts'
import type { Told } from './told.ts'

export type At = (minute: number) => string

const operations = [
  ['10', 'Cut', 'SAW'],
  ['20', 'Weld', 'WELD'],
  ['30', 'Paint', 'PAINT'],
] as const
const STARTS = [130, 960] as const
const PIECES = 10

/** An order through a plant: released, its operations one after the other with queues between them, its goods received. */
export function productionOrder(
  nth: number,
  chance: Random,
  at: At,
): { readonly told: readonly Told[]; order: object } {
  const id = `odoo.${nth}`
  const label = `WH/MO/${String(nth).padStart(5, '0')}`
  const begins = chance.between(...STARTS)
  let free = begins
  const planned = operations.map(([operation, name, workCenter]) => {
    const start = free
    const end = start + chance.between(30, 80)
    free = end + chance.between(35, 60)
    return { operation, name, workCenter, start, end }
  })
  const steel = { item: 'STEEL', itemName: 'Steel', tracking: 'none', method: 'manual' }
  const order = {
    ...{ id, label, plant: 'A', state: 'released', item: 'FRAME', itemName: 'Frame', tracking: 'none', version: '1' },
    ...{ ordered: quantity(PIECES), received: quantity(0), plannedStart: at(begins), plannedEnd: at(free) },
    components: [{ ...steel, required: quantity(PIECES), consumed: quantity(0) }],
    operations: planned.map(({ operation, name, workCenter, start, end }) => ({
      ...{ operation, name, workCenter, plannedMinutes: String(end - start), plannedEnd: at(end) },
      ...{ completed: quantity(0), over: false },
    })),
  }
  const told: Told[] = []
  const says = (when: number, what: string, data: object, more: Partial<Told> = {}): void => {
    const [by, type] = [more.by ?? 'mes', `mfg.production.${what}.v1`]
    told.push({ at: when, by, type, data: { order: id, ...data }, about: label, ...more })
  }
  const released = begins - chance.between(60, 120)
  says(released, 'order.released', { told: order }, { by: 'odoo' })
  says(
    released + chance.between(1, 10),
    'order.acknowledged',
    { release: 1, accepted: true },
    { expected: 'order-acknowledged', next: begins },
  )
  // What is planned is kept, within minutes: each operation begins when it should, or when the one before it is over.
  let over = 0
  const made = planned.map(({ operation, start, end }) => {
    const from = Math.max(start, over) + chance.between(0, 4)
    const pause = end - start >= 60 && chance.chance(0.3) ? chance.between(5, 12) : 0
    // One of five hundred takes long for no reason that anybody tells.
    const late = chance.chance(1 / 500) ? chance.between(20, 40) : 0
    over = from + Math.round((end - start) * (0.92 + 0.1 * chance.next())) + pause + late
    return { operation, from, pause, until: over }
  })
  says(made[0]!.from, 'material.issued', { item: 'STEEL', quantity: quantity(PIECES) })
  const received = made.at(-1)!.until + chance.between(35, 60)
  made.forEach(({ operation, from, pause, until }, nthOperation) => {
    says(from, 'operation.started', { operation })
    if (pause > 0) {
      says(from + 10, 'operation.paused', { operation, reason: 'no sheets' })
      const goesOn = { operation, expected: 'operation-resumed', next: until } as const
      says(from + 10 + pause, 'operation.resumed', { operation }, goesOn)
    }
    const next = made[nthOperation + 1]?.from ?? received
    const completed = { operation, expected: 'operation-completed', next } as const
    says(until, 'operation.completed', { operation, good: quantity(PIECES) }, completed)
    if (chance.chance(0.6)) says(until + 1, 'labor.reported', { operation, person: `P${nth}`, minutes: '20' })
  })
  says(received, 'output.received', { quantity: quantity(PIECES) })
  says(received + 10, 'order.closed', {})
  return { told, order }
}
