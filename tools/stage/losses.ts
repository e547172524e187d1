import type { Losses } from '#api'
import { quantity } from '#model/quantity'
import { LossesList } from '../../src/api/losses/contract.ts'
import { uuid } from './clock.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const eur = (value: string) => [{ currency: 'EUR', value }]
const rate = (value: string, of: string | null) => ({ currency: 'EUR', value, of, from: '2026-07-01' })

type Shift = Losses['shifts'][number]

const stop = (from: string, until: string | null, minutes: number, value: string): Shift['stops'][number] => ({
  ...{ asset: 'PB-0117', name: 'Press brake 110 t', place: 'CELL-1', number: 12, from, until, minutes },
  ...{ reason: 'Seal of the hydraulic unit', rate: rate('320', 'CELL-1'), cost: { currency: 'EUR', value } },
})

/** Two shifts of the day on which the press brake stood still: one is closed, the other goes on. */
export function fullLosses({ plant, day, from }: Pick<Losses, 'plant' | 'day'> & { readonly from: string }): Losses {
  const at = (hours: number): string => new Date(Date.parse(from) + hours * 3_600_000).toISOString()
  const pieces = (hour: number, over: Partial<Shift['scrap'][number]>): Shift['scrap'][number] => ({
    ...{ at: at(hour), order: 'odoo.42', label: 'WH/MO/00042', item: 'HB-200', operation: '20', quantity: quantity(7) },
    ...{ reason: 'Bent too far', rate: rate('18.4', 'HB-200'), cost: { currency: 'EUR', value: '128.8' } },
    messages: [uuid(9, 42), uuid(9, 43)],
    ...over,
  })
  return {
    ...{ plant, day, definitions: { lost: 1, scrap: 1 }, minutes: 210, lost: eur('1120') },
    ...{ quantities: [quantity(9), quantity('1.5', 'KGM')], scrapped: eur('165.6'), total: eur('1285.6'), untold: 1 },
    shifts: [
      {
        ...{ from: at(6), ends: at(14), provisional: null, minutes: 102, lost: eur('544') },
        ...{ quantities: [quantity(9)], scrapped: eur('165.6'), total: eur('709.6'), untold: 0 },
        stops: [stop(at(8.2), at(9.9), 102, '544')],
        scrap: [
          pieces(10, {}),
          pieces(12, {
            ...{ quantity: quantity(2), cost: { currency: 'EUR', value: '36.8' }, reason: null },
            messages: [uuid(9, 44)],
          }),
        ],
      },
      {
        ...{ from: at(14), ends: at(24), provisional: 'The shift is not over.', minutes: 108 },
        ...{ lost: eur('576'), quantities: [quantity('1.5', 'KGM')], scrapped: [], total: eur('576'), untold: 1 },
        stops: [stop(at(22.2), null, 108, '576')],
        scrap: [
          pieces(16, {
            ...{ item: 'STEEL-2MM', quantity: quantity('1.5', 'KGM'), rate: null, cost: null, reason: 'Wrong coil' },
            messages: [uuid(9, 45)],
          }),
        ],
      },
    ],
  }
}

/** A shift that has lost nothing. */
export const noLosses = (losses: Losses): Losses => {
  const none = { minutes: 0, lost: [], quantities: [], scrapped: [], total: [], untold: 0 }
  const [first] = losses.shifts
  return { ...losses, ...none, shifts: [{ ...first!, ...none, stops: [], scrap: [] }] }
}

export const lossesAnswer = (world: World, { query }: Asked): unknown =>
  LossesList.parse({ days: [{ ...world.losses, ...(query.get('day') ? { day: query.get('day') } : {}) }] })
