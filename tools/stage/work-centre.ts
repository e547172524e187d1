import { FloorReports, FloorView, type FloorReport } from '../../src/api/floor/contract.ts'
import { CloudEvent } from '#model/message'
import { plus } from './clock.ts'
import { problem, Refusal } from './problems.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

/** A tablet between the laser and the weld cell, and what it reports in the play. */
const device = {
  keyId: 'fl00rt4b1et4',
  plant: 'A',
  plantName: 'Graz',
  timeZone: 'Europe/Vienna',
  source: '/plants/A/systems/shop-floor',
  workCentres: ['Laser 2', 'Press brake 1', 'Weld cell 3'],
  owner: null,
}
const reports = new WeakMap<World, FloorReport[]>()

export function workCentreAnswer(world: World, second: string | undefined, asked: Asked): unknown {
  const told = reports.get(world) ?? []
  reports.set(world, told)
  if (asked.path === '/events') {
    const event = CloudEvent.parse(asked.body)
    told.push(verdictOn(event))
    return { receipts: [{ id: event.id, source: event.source, status: 'accepted' }] }
  }
  if (second === 'device') {
    const { key } = asked.body as { key: string }
    if (key.startsWith('mwk_')) return device
    throw new Refusal(problem(401, 'NOT_AUTHORISED', 'Key refused', 'This key is not known here.'))
  }
  if (second === 'reports') {
    const ids = asked.query.get('ids')?.split(',') ?? []
    return FloorReports.parse({ items: told.filter(({ id }) => ids.includes(id)) })
  }
  return FloorView.parse({ device: { ...device, plantName: plantNameOf(world) }, orders: ordersOf(world) })
}

const plantNameOf = ({ session }: World): string => session.plants.find(({ id }) => id === 'A')?.name ?? 'A'

const ordersOf = ({ orders, clock }: World) =>
  orders
    .filter(({ order }) => order.plant === 'A' && ['released', 'started', 'completed'].includes(order.state))
    .map(({ order, operations, components }, nth) => ({
      order: order.key,
      label: order.label,
      item: order.item,
      itemName: order.itemName,
      tracking: 'none' as const,
      state: order.state,
      ordered: order.ordered,
      received: order.received,
      held: null,
      operations: operations
        .map((at, place) => ({ ...at, isLast: place === operations.length - 1 }))
        .filter(({ workCenter }) => device.workCentres.includes(workCenter))
        .map(({ operation, name, workCenter, completed, over, isLast, clock: marks }) => ({
          operation,
          name,
          workCentre: workCenter,
          due: plus(clock.now, (nth * 3 + Number(operation) / 10) * 3_600),
          plannedMinutes: '45',
          completed,
          over,
          isLast,
          clock: operation === '20' ? { isRunning: true, since: clock.ago(52), reason: null } : marks,
        })),
      components: components.map(({ item, itemName, required, used }, at) => ({
        item,
        itemName,
        tracking: at === 0 ? ('lot' as const) : ('none' as const),
        required,
        used,
        operation: null,
        byHand: at === 0,
      })),
    }))
    .filter(({ operations }) => operations.length > 0)

/** Far too many are refused, as the plant's rule says; everything else is booked. */
function verdictOn({ id, type, data }: CloudEvent): FloorReport {
  const { good } = data as { good?: { value: string } }
  const said = { id, code: null, now: null }
  if (Number(good?.value ?? 0) > 100)
    return {
      ...said,
      state: 'refused',
      code: 'OVER_COMPLETION',
      sentence:
        'Operation 20 of WH/MO/00042 would stand at 956 pcs, 896 pcs more than ordered and more than the plant allows.',
      now: 'Correct the quantity and retry, or override with a reason if the pieces are really there.',
    }
  if (good) return { ...said, state: 'booked', sentence: `${good.value} pcs good at Bending (20) of WH/MO/00042.` }
  return {
    ...said,
    state: type.includes('paused') ? 'noted' : 'booked',
    sentence: 'Bending (20) of WH/MO/00042 is begun.',
  }
}
