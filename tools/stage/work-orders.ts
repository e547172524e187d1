import type { WorkOrderList, WorkOrderView } from '#api'
import { WorkOrderList as List } from '../../src/api/work-orders/contract.ts'
import { isCorrective, type MaintenanceKind } from '../../src/model/maintenance.ts'
import { plus, type StageClock } from './clock.ts'
import type { World } from './world.ts'

const hour = 3600
const pcs = (value: number) => ({ value: `${value}`, uom: 'H87' as const })
const part = (asked: number, ready: number): WorkOrderView['parts'] => ({
  isShort: ready < asked,
  lines: [
    {
      ...{ part: 'SEAL-40', name: 'Shaft seal 40 mm', planned: pcs(asked), asked: pcs(asked), ready: pcs(ready) },
      ...{ used: null, refused: null },
    },
  ],
})

const inOdoo = (nth: number, stage: string): WorkOrderView['mirror'] => ({
  ...{ label: `WO00${nth}`, link: `https://odoo.example/web#id=${nth}`, stage, equipment: 'Press brake 110 t' },
  refused: null,
})

/** A usual morning of maintenance: one breakdown is worked on, one is over and not coded, a service is planned. */
export function fullWorkOrders(clock: StageClock): WorkOrderList {
  const at = (seconds: number): string => plus(clock.now, seconds)
  const order = (nth: number, kind: MaintenanceKind, title: string, more: Partial<WorkOrderView>): WorkOrderView => ({
    ...{ plant: 'A', order: `cmms.${nth}`, system: 'cmms', label: `WO00${nth}`, title, kind },
    ...{ link: `https://cmms.example/work-orders/${nth}`, isCorrective: isCorrective(kind), state: 'started' },
    ...{ asset: 'PB-0117', assetName: 'Press brake 110 t', request: null, plannedStart: null, plannedEnd: null },
    ...{ created: at(-hour), started: null, completed: null, by: null, failure: null, lacksCode: false },
    mirror: inOdoo(nth, 'New Request'),
    ...{ window: null, breakdown: null, parts: null, openExceptions: 0, changedAt: clock.ago(12) },
    ...more,
  })
  return {
    orders: [
      order(4711, 'corrective-breakdown', 'Replace the shaft seals', {
        ...{ started: at(-hour / 2), openExceptions: 1, parts: part(3, 1) },
        mirror: inOdoo(4711, 'In Progress'),
        breakdown: { number: 3, from: at(-38 * 60), until: null },
      }),
      order(4712, 'preventive-time', 'Change the seals of the hydraulic unit', {
        ...{ state: 'scheduled', parts: part(2, 2), plannedStart: at(20 * hour), plannedEnd: at(24 * hour) },
        window: { window: 'PM-311', state: 'approved', start: at(20 * hour), end: at(24 * hour) },
      }),
      order(4715, 'inspection', 'Look at the light curtain', {
        asset: 'ROB-4',
        assetName: 'Welding robot 4',
        state: 'approved',
        mirror: {
          ...{ label: null, link: null, stage: null, equipment: null },
          refused: 'Odoo has more than one equipment of the name Welding robot 4',
        },
      }),
      order(4698, 'corrective-breakdown', 'Wire feed does not turn', {
        ...{ asset: 'ROB-4', assetName: 'Welding robot 4', state: 'completed', lacksCode: true },
        ...{ started: at(-25.5 * hour), completed: at(-24 * hour), by: 'mia' },
        mirror: inOdoo(4698, 'Repaired'),
        breakdown: { number: 7, from: at(-26 * hour), until: at(-24 * hour) },
      }),
      order(4690, 'preventive-usage', 'Change the return filter', {
        ...{
          state: 'closed',
          mirror: inOdoo(4690, 'Repaired'),
          started: at(-50 * hour),
          completed: at(-49 * hour),
          by: 'mia',
        },
      }),
    ],
  }
}

export const noWorkOrders: WorkOrderList = { orders: [] }

export const workOrdersAnswer = (world: World): unknown => List.parse(world.workOrders)
