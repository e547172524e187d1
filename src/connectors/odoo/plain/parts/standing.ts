import { Refused, Unavailable } from '#kernel/failure'
import type { Facts } from '../notebook.ts'
import { Id, Must, Num, reading, Ref, Text } from '../reading.ts'
import { shelvesOf } from '../stock.ts'
import { compared, decimal } from '../units.ts'
import { type KeptNote, orderIn } from './notes.ts'
import type { Ground } from './place.ts'

export const transfers = reading('stock.picking', { id: Id, name: Text, state: Text }, (row) => row)
const positions = reading('product.product', { id: Id, virtual_available: Num }, (row) => row.virtual_available)
export const orderingRules = reading(
  'stock.warehouse.orderpoint',
  { id: Id, product_min_qty: Num, product_max_qty: Num },
  (row) => row,
)
export const lines = reading(
  'purchase.order.line',
  { id: Id, order_id: Must, product_uom_qty: Num, qty_received: Num, state: Text },
  (row) => row,
)
const reservations = reading('stock.move', { id: Id, picking_id: Ref, product_uom_qty: Num, state: Text }, (row) => row)
const DRAFT = ['draft', 'sent', 'to approve']
const ENDED = ['done', 'cancel']

/** What stands open for the order: its transfers, and how much of the part they want and have. */
export async function setAsideFor({ desk, words }: Ground, own: readonly KeptNote[]) {
  const made = own.flatMap(({ posted, result }) => (result && posted['transfer'] ? [posted['transfer'] as number] : []))
  const open =
    made.length > 0
      ? await desk.read(transfers, [
          ['id', 'in', made],
          ['state', 'not in', ENDED],
        ])
      : []
  const moves =
    open.length > 0
      ? await desk.read(reservations, [
          ['picking_id', 'in', open.map(({ id }) => id)],
          ['state', 'not in', ENDED],
        ])
      : []
  const reserved = moves.length > 0 ? await desk.read(words.lines, [['move_id', 'in', moves.map(({ id }) => id)]]) : []
  return {
    open,
    wanted: moves.reduce((sum, move) => sum + move.product_uom_qty, 0),
    lies: reserved.reduce((sum, line) => sum + line.reserved, 0),
  }
}

/** What is short of a part, and what of it was asked for because of the order. */
export async function needOf({ desk, product, unit, warehouse, effect }: Ground, signals: readonly KeptNote[]) {
  const view = warehouse.view_location_id
  const [available = 0] = await desk.read(positions, [['id', '=', product.id]], { context: { location: view } })
  const drafts = (await hasPurchasing(desk))
    ? await desk.read(lines, [
        ['product_id', '=', product.id],
        ['order_id.state', 'in', DRAFT],
        ['order_id.picking_type_id.warehouse_id', '=', warehouse.id],
      ])
    : []
  const position = drafts.reduce((sum, line) => sum + line.product_uom_qty, available)
  const [rule] = await desk.read(
    orderingRules,
    [
      ['product_id', '=', product.id],
      ['location_id', 'child_of', view],
    ],
    { limit: 1 },
  )
  const least = Math.max(rule?.product_min_qty ?? 0, 0)
  const wanted = Math.max(least, rule?.product_max_qty ?? 0)
  const surplus = Math.max(0, position - wanted)
  const mine = signals.filter((note) => note.for === orderIn(effect.body) && note.result && note.posted['order'])
  const orders = mine.map(({ posted }) => posted['order'] as number)
  const asked = drafts.filter(({ order_id }) => orders.includes(order_id))
  const open = asked.reduce((sum, line) => sum + line.product_uom_qty, 0)
  const bought =
    orders.length > 0
      ? await desk.read(lines, [
          ['product_id', '=', product.id],
          ['order_id', 'in', orders],
          ['state', 'in', ['purchase', 'done']],
        ])
      : []
  const coming = bought.reduce((sum, line) => sum + Math.max(0, line.product_uom_qty - line.qty_received), 0)
  const last = mine.at(-1)
  const isAlive = last && [...asked, ...bought].some(({ order_id }) => order_id === last.posted['order'])
  return {
    drafts,
    asked,
    short: compared(unit, position, least) < 0 ? wanted - position : 0,
    surplus: Math.min(open, surplus),
    // The last one counts: who lost an earlier one was asked about that.
    lost: last && !isAlive ? (last.posted['quantity'] as number) : 0,
    bought: Math.min(coming, Math.max(0, surplus - open)),
  }
}

/** An Odoo that buys nothing lacks the model, and each version says so in words of its own. */
async function hasPurchasing(desk: Ground['desk']): Promise<boolean> {
  try {
    await desk.ids(lines.model, [], 1)
    return true
  } catch (failure) {
    if (failure instanceof Refused || (failure instanceof Unavailable && failure.code === 'NOT_DEPLOYED')) return false
    throw failure
  }
}

/** How a part stands: in its storeroom, for the order, and for whoever buys. */
export async function partStanding(
  ground: Ground,
  own: readonly KeptNote[],
  signals: readonly KeptNote[],
): Promise<Facts> {
  const { draft, product, source, units, effect } = ground
  const shelves = await shelvesOf(draft, product.id, source)
  const { wanted, lies } = await setAsideFor(ground, own)
  const { short, surplus, lost, bought } = await needOf(ground, signals)
  return {
    item: effect.body.part,
    unit: units.nameOf(product.unit),
    onHand: decimal(shelves.reduce((sum, { quantity }) => sum + quantity, 0)),
    ...{ setAside: decimal(lies), wanted: decimal(wanted) },
    ...{ short: decimal(short), lost: decimal(lost), surplus: decimal(surplus), bought: decimal(bought) },
  }
}
