import type { BreakdownList, BreakdownView } from '#api'
import { BreakdownList as Breakdowns, BreakdownTold } from '../../src/api/breakdowns/contract.ts'
import { plus, type StageClock, uuid } from './clock.ts'
import type { World } from './world.ts'

const minute = 60
const hour = 60 * minute
const press = { id: 'odoo.work-centre.7', name: 'Press brake 1' }
const weld = { id: 'odoo.work-centre.9', name: 'Welding cell' }

type Said = BreakdownView['said'][number]

/** One that lasts and makes an order late, one that nobody has mapped, one that is over and not coded, a false alarm. */
export function fullBreakdowns(clock: StageClock): BreakdownList {
  const at = (seconds: number): string => plus(clock.now, seconds)
  const say = (nth: number, what: Said['what'], seconds: number, by: string, more: Partial<Said> = {}): Said => ({
    ...{ messageId: uuid(9, nth), what, at: at(seconds), heard: at(seconds + 2), by },
    ...{ actor: null, detectedBy: null, reason: null, ...more },
  })
  const one = (asset: string, name: string, more: Partial<BreakdownView> & Pick<BreakdownView, 'from' | 'said'>) =>
    ({
      ...{ plant: 'A', asset, name, number: 1, until: null, state: 'down', isFailure: true, isCounted: true },
      ...{
        lacksCode: false,
        reason: null,
        voided: null,
        order: null,
        failure: null,
        block: null,
        counted: null,
        atRisk: null,
      },
      ...more,
    }) satisfies BreakdownView
  const began = -38 * minute
  return {
    mayManage: ['A', 'B'],
    breakdowns: [
      one('PB-0117', 'Press brake 110 t', {
        ...{ number: 3, from: at(began), reason: 'Bearing of the main drive', order: 'cmms.7' },
        said: [
          say(1, 'failed', began, 'plc', { detectedBy: 'machine', reason: 'Stopped for 60 s' }),
          say(2, 'failed', began + 50, 'floor', { detectedBy: 'operator', actor: 'omar', reason: 'It smokes' }),
          say(3, 'failed', began + 230, 'cmms', { detectedBy: 'maintenance', reason: 'Bearing of the main drive' }),
        ],
        block: { workCentre: press, from: at(began), to: at(began + 8 * hour), erp: 'closed' },
        atRisk: {
          ...{ at: at(began + 5), sells: true },
          orders: [
            {
              ...{ order: 'odoo.42', label: 'WH/MO/00042', isStarted: true, isUrgent: true, minutes: 150 },
              ...{ promised: at(5 * hour), expected: at(10 * hour), lateSeconds: 5 * hour },
              sales: [
                {
                  ...{ order: 'S00042', link: null, customer: 'Acme Elevators', reference: 'PO 4711' },
                  ...{ promised: at(4 * hour), value: '12400.00', currency: 'EUR', lateSeconds: 6 * hour },
                },
              ],
            },
            {
              ...{ order: 'odoo.44', label: 'WH/MO/00044', isStarted: false, isUrgent: false, minutes: 65 },
              ...{ promised: null, expected: at(30 * hour), lateSeconds: 0 },
              sales: [],
            },
          ],
        },
      }),
      one('OVEN-2', 'Curing oven 2', {
        ...{ from: at(-6 * minute), reason: 'Does not heat' },
        said: [
          say(4, 'failed', -6 * minute, 'floor', { detectedBy: 'operator', actor: 'omar', reason: 'Does not heat' }),
        ],
      }),
      one('ROB-4', 'Welding robot 4', {
        ...{
          number: 7,
          from: at(-26 * hour),
          until: at(-24 * hour),
          state: 'over',
          order: 'cmms.5',
          reason: 'Wire feed',
        },
        ...{ isCounted: false, lacksCode: true },
        said: [
          say(5, 'failed', -26 * hour, 'plc', { detectedBy: 'machine', reason: 'Wire feed' }),
          say(6, 'repaired', -24 * hour, 'cmms'),
        ],
        block: { workCentre: weld, from: at(-26 * hour), to: at(-24 * hour), erp: 'closed' },
        counted: {
          ...{ erp: 'counted', minutes: 90, loss: 'Equipment Failure' },
          link: 'https://odoo.example/odoo/mrp.workcenter.productivity/311',
        },
        atRisk: { at: at(-26 * hour), sells: true, orders: [] },
      }),
      one('PB-0117', 'Press brake 110 t', {
        ...{ number: 2, from: at(-51 * hour), until: at(-50.8 * hour), state: 'void', isCounted: false },
        voided: { by: 'eva', at: at(-50.8 * hour), reason: 'A loose wire at the guard' },
        said: [
          say(7, 'failed', -51 * hour, 'plc', { detectedBy: 'machine' }),
          say(8, 'voided', -50.8 * hour, 'hub.hub', { actor: 'eva', reason: 'A loose wire at the guard' }),
        ],
        block: { workCentre: press, from: at(-51 * hour), to: at(-43 * hour), erp: 'free' },
      }),
    ],
  }
}

export const breakdownsAnswer = (world: World, method: string): unknown =>
  method === 'POST' ? BreakdownTold.parse({ messageId: uuid(9, 99) }) : Breakdowns.parse(world.breakdowns)
