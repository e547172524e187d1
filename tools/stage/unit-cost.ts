import { quantity } from '#model/quantity'
import { UnitCost } from '../../src/api/unit-cost/contract.ts'
import type { UnitCost as Told } from '#api'
import { uuid } from './clock.ts'
import { problem, Refusal } from './problems.ts'
import type { World } from './world.ts'

type Line = Told['parts'][number]['lines'][number]

/** What a bracket cost: steel, time of a brake and of people, a scrap, and a press that stood still meanwhile. */
export function unitCostAnswer(world: World, key: string): unknown {
  const view = world.orders.find(({ order }) => order.key === key)
  if (!view) throw new Refusal(problem(404, 'NOT_FOUND', 'There is no such order', 'It may belong to another plant.'))
  const { order } = view
  const at = (minutes: number): string => world.clock.ago(minutes)
  const document = { kind: 'mrp.production', id: key.slice(5), label: order.label, link: order.link ?? 'http://odoo/1' }
  const line = (title: string, id: string, amount: string, minutes: number, over: Partial<Line> = {}): Line => ({
    ...{ origin: 'event', amount, standsAt: null, at: at(minutes), by: 'mes', reversedBy: [], document },
    ...{ rule: null, detail: null },
    event: {
      ...{ messageId: uuid(9, minutes), title, id, receivedFrom: 'mes', actor: null, occurredAt: at(minutes) },
      ...{ recordedAt: null, receivedAt: at(minutes), flow: 'operation-completion', verdict: 'accepted' },
      ...{ sentence: 'Booked as it was reported.', rules: null, fieldTable: null, people: [] },
    },
    ...over,
  })
  const rounding = { event: null, origin: 'ledger', by: 'Odoo', rule: 'ROUNDING' } as const
  return UnitCost.parse({
    plant: order.plant,
    order: { key, label: order.label, itemName: order.itemName, item: order.item, state: order.state },
    ...{ currency: 'EUR', quantity: quantity(40), total: '760.00', perUnit: '19', readAt: at(0), document },
    parts: [
      {
        ...{ kind: 'material', amount: '500', perUnit: '12.5' },
        lines: [line('Material issued', 'iss-118', '510', 300), line('Material returned', 'ret-7', '-10', 190)],
      },
      {
        ...{ kind: 'machine', amount: '200', perUnit: '5' },
        lines: [line('Operation completed', 'op-20-1', '130', 240), line('Operation completed', 'op-20-2', '70', 200)],
      },
      { kind: 'labour', amount: '59.99', perUnit: '1.4998', lines: [line('Time reported', 'tm-4', '59.99', 210)] },
      { kind: 'other', amount: '0.01', perUnit: '0.0003', lines: [line('', '', '0.01', 0, rounding)] },
    ],
    unexplained: null,
    scrap: world.losses.shifts[0]?.scrap ?? [],
    maintenance: { from: at(300), until: at(180), costs: world.costs.costs.slice(0, 1) },
  })
}
