import type { OrderPartsView, SparePartsList, StoreroomCountView } from '#api'
import { SparePartsList as List } from '../../src/api/spare-parts/contract.ts'
import { type StageClock, uuid } from './clock.ts'
import type { World } from './world.ts'

const pcs = (value: number) => ({ value: `${value}`, uom: 'H87' as const })
const line = (part: string, name: string, more: Partial<OrderPartsView['lines'][number]>) => ({
  ...{ part, name, planned: null, asked: null, ready: null, used: null, refused: null },
  ...more,
})

/** A storeroom on a usual morning: one order waits for seals, one has what it needs, one is over. */
export function fullParts(clock: StageClock): SparePartsList {
  const order = (nth: number, title: string, more: Partial<OrderPartsView>): OrderPartsView => ({
    ...{
      plant: 'A',
      order: `cmms.${nth}`,
      label: `WO00${nth}`,
      link: `https://cmms.example/work-orders/${nth}`,
      title,
    },
    ...{ kind: 'corrective-breakdown', asset: 'HYD-0117', assetName: 'Hydraulic unit', state: 'started' },
    ...{ isShort: false, lines: [], moves: [], signals: [], costs: [], unpriced: 0, openExceptions: 0 },
    changedAt: clock.ago(12),
    ...more,
  })
  const used = (nth: number, part: string, name: string, value: number, worth: string, late: number) => ({
    ...{ message: uuid(9, nth), part, name, quantity: pcs(value), isBack: false, lot: null, recordedAt: null },
    ...{ occurredAt: clock.ago(40 + late), receivedAt: clock.ago(40), late, bookedOn: clock.ago(40 + late) },
    ...{ worth: { currency: 'EUR', value: worth }, refused: null },
  })
  const count = (part: string, name: string, more: Partial<StoreroomCountView>): StoreroomCountView => ({
    ...{ plant: 'A', part, name, storeroom: 'WH/Stock/Spares', by: 'cmms', owner: 'odoo', differs: null },
    ...{ link: 'https://odoo.example/web#id=31', counted: pcs(6), price: '12.5', books: pcs(6), booksPrice: '12.5' },
    ...{ countedAt: clock.ago(26), comparedAt: clock.ago(25), ...more },
  })
  return {
    countedOtherwise: 1,
    counts: [
      count('SEAL-40', 'Shaft seal 40 mm', {
        counted: pcs(3),
        books: pcs(1),
        differs: 'cmms counts 3 pcs, the books have 1 pcs',
      }),
      count('OIL-46', 'Hydraulic oil 46, 5 l', { counted: pcs(14), books: pcs(14), price: '48', booksPrice: '48' }),
      count('GREASE-2', 'Grease cartridge', { storeroom: null, counted: pcs(40), books: pcs(40), price: null }),
    ],
    orders: [
      order(4711, 'Replace the shaft seals', {
        isShort: true,
        openExceptions: 1,
        lines: [
          line('SEAL-40', 'Shaft seal 40 mm', { planned: pcs(4), asked: pcs(3), ready: pcs(1), used: pcs(1) }),
          line('OIL-46', 'Hydraulic oil 46, 5 l', { planned: pcs(2), asked: pcs(2), ready: pcs(2) }),
          line('GASKET-9', 'Cover gasket', {
            ...{ planned: pcs(1), asked: pcs(1) },
            refused: 'Odoo has no product GASKET-9',
          }),
        ],
        moves: [used(1, 'SEAL-40', 'Shaft seal 40 mm', 1, '12.50', 25)],
        signals: [{ part: 'SEAL-40', quantity: pcs(2), label: 'P00012', link: 'https://odoo.example/web#id=12' }],
        costs: [{ currency: 'EUR', value: '12.50' }],
      }),
      order(4712, 'Grease the axes', {
        ...{ kind: 'preventive-time', asset: 'ROB-4', assetName: 'Welding robot 4', state: 'scheduled' },
        lines: [line('GREASE-2', 'Grease cartridge', { planned: pcs(3), asked: pcs(3), ready: pcs(3) })],
      }),
      order(4698, 'Change the filter', {
        ...{ kind: 'preventive-usage', state: 'completed', changedAt: clock.ago(900) },
        lines: [line('FILTER-7', 'Return filter', { planned: pcs(1), used: pcs(1) })],
        moves: [used(2, 'FILTER-7', 'Return filter', 1, '40.00', 0)],
        costs: [{ currency: 'EUR', value: '40.00' }],
      }),
    ],
  }
}

export const noParts: SparePartsList = { orders: [], counts: [], countedOtherwise: 0 }

export const partsAnswer = (world: World): unknown => List.parse(world.parts)
