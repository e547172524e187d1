import type { OrderFile } from '#model/production-order-case'
import { add, zero } from '#model/quantity'
import { clockFrom, isOver, type OrderEffect } from '../pages/order.ts'
import { prepared } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { route } from '../routes/route.ts'
import { type FloorOrder, FloorView } from './contract.ts'
import { deviceFrom } from './device.ts'

const listFloorOrders = prepared('list-floor-orders')

/** More than anybody scrolls through with gloves on; the earliest are the ones that matter. */
const MOST = 200

export const floorRoute = route(
  {
    name: 'readFloor',
    method: 'GET',
    path: '/api/v1/floor',
    access: 'device',
    summary: 'What is to be done at the work centres of a device, earliest first',
    answer: FloorView,
  },
  async ({ device }, parts) => ({
    device: deviceFrom(device, parts),
    orders: await ordersAt(device, parts),
  }),
)

type Place = { readonly plant: string; readonly workCentres: readonly string[] }

async function ordersAt({ plant, workCentres }: Place, { database, home }: ApiParts): Promise<FloorOrder[]> {
  const rows = await database.all<FloorRow>(listFloorOrders, [home, plant, workCentres, MOST])
  return rows.map((row) => floorOrderFrom(row, workCentres))
}

interface FloorRow {
  readonly key: string
  readonly state: string
  readonly data: OrderFile
  readonly effects: readonly Pick<OrderEffect, 'operation' | 'effectKey' | 'state' | 'body'>[]
}

/** An order as somebody at these work centres needs it. */
export function floorOrderFrom({ key, state, data, effects }: FloorRow, workCentres: readonly string[]): FloorOrder {
  const { order, received, completed, issued, backflushed = {} } = data
  return {
    order: key,
    label: order.label,
    item: order.item,
    itemName: order.itemName,
    tracking: order.tracking,
    state,
    ordered: order.ordered,
    received,
    held: Object.values(data.holds ?? {})[0]?.reason ?? null,
    operations: order.operations
      .map((operation, at) => ({ ...operation, isLast: at === order.operations.length - 1 }))
      .filter(({ workCenter }) => workCentres.includes(workCenter))
      .map(({ operation, name, workCenter, plannedMinutes, plannedEnd, completed: before, over, isLast }) => ({
        operation,
        name,
        workCentre: workCenter,
        due: plannedEnd ?? order.plannedEnd ?? null,
        plannedMinutes,
        completed: completed[operation] ?? before,
        over: over || isOver(operation, effects),
        isLast,
        clock: clockFrom(data.clock?.[operation]),
      })),
    components: order.components.map(({ item, itemName, tracking, required, consumed, operation, method }) => ({
      item,
      itemName,
      tracking,
      required,
      used: add(issued[item] ?? consumed, backflushed[item] ?? zero(required.uom)),
      operation: operation ?? null,
      byHand: method === 'manual',
    })),
  }
}
