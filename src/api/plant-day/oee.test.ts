import { expect, it } from 'vitest'
import type { MappedEquipment } from '#assets'
import { between, hours, instant, type Instant, later } from '#kernel/time'
import { quantity } from '#model/quantity'
import { workIn } from '#model/reliability'
import { anOrder } from '../../../test/support/builders.ts'
import { oeeOfDay, type OeeGround, type WorkedRow } from './oee.ts'

const midnight = instant(Date.parse('2026-11-23T00:00:00Z'))
const at = (hour: number): Instant => later(midnight, hours(hour))
const shifts = [
  { from: at(6), until: at(14), ends: at(14) },
  { from: at(14), until: at(22), ends: at(22) },
]
const press = { operation: '10', name: 'Press', workCenter: 'PRESS', completed: quantity(0), over: false }
const reported = (hour: number, good: number): WorkedRow['effects'][number] => ({
  ...{ effectKey: `e${hour}`, operation: 'completeOperation', message: `m${hour}`, at: at(hour) },
  body: { order: 'odoo.42', operation: '10', good: quantity(good) },
})
const cell = { plant: 'A', equipment: 'CELL-1', label: 'Press cell', code: 'PRESS' } as MappedEquipment
const ground = (now: Instant, plannedMinutes = '600', over: Partial<OeeGround> = {}): OeeGround => ({
  ...{ from: at(0), until: now < at(24) ? now : at(24), end: at(24), now, shifts },
  work: (from, until) => workIn(shifts, { from, until, work: between }),
  ...{ stops: [], agreed: [], assets: [], places: [cell], missing: [] },
  worked: [
    {
      ...{ plant: 'A', key: 'odoo.42', order: anOrder({ operations: [{ ...press, plannedMinutes }] }) },
      effects: [reported(5, 4), reported(9, 20), reported(15, 10), reported(23, 6)],
    },
  ],
  ...over,
})

it('a report counts in the shift that had begun last, before the first one in that; shifts are the whole day', () => {
  const { shifts: told, centres, plant } = oeeOfDay(ground(at(30)))
  expect(told.map(({ isOver }) => isOver)).toEqual([true, true])
  const [{ shifts: each, ...whole }] = centres as [(typeof centres)[0]]
  expect(each.map(({ idealMinutes }) => idealMinutes)).toEqual([144, 96])
  expect(whole).toMatchObject({ plannedMinutes: 960, idealMinutes: 240, oee: 0.25 })
  expect(plant.oee).toBe(0.25)
})

it('a shift that goes on is told up to now, and one that has not begun is not', () => {
  const { shifts: told, centres } = oeeOfDay(ground(at(10)))
  expect(told.map(({ isOver }) => isOver)).toEqual([false])
  expect(centres).toMatchObject([{ plannedMinutes: 240, idealMinutes: 144, shifts: [{ plannedMinutes: 240 }] }])
})

it('of what cannot be told the plant’s figure does not speak', () => {
  const untimed = oeeOfDay(ground(at(30), '0'))
  expect(untimed).toMatchObject({ leftOut: 1, plant: { oee: null }, centres: [{ gap: 'untimed', availability: 1 }] })
  const unplaced = oeeOfDay(ground(at(30), '600', { places: [] }))
  expect(unplaced).toMatchObject({ leftOut: 1, centres: [{ workCentre: 'PRESS', gap: 'unplaced', quality: 1 }] })
  const free = oeeOfDay(ground(at(30), '600', { shifts: [], work: () => 0 }))
  expect(free).toMatchObject({ shifts: [], centres: [{ gap: 'unplanned', shifts: [] }] })
})
