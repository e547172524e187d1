import { z } from 'zod'
import type { OrderFile } from '#model/production-order-case'
import { Moment } from '#model/moment'
import { OrderList, type OrderRow } from '../contract.ts'
import { route } from '../routes/route.ts'
import { type OutputEffect, signedOutputs, sumOf } from './outputs.ts'
import { PlantQuery } from './plant-query.ts'
import { planned, plantsFor, type Reader } from './reader.ts'
import { tellingWordOf, wordsOf } from './words.ts'

const listOrders = planned('list-orders')
const findOrders = planned('find-orders')

const OrderQuery = PlantQuery.extend({
  q: z.string().max(200).optional(),
  state: z.string().max(32).optional(),
  before: z.string().max(300).optional(),
})

export const ordersRoute = route(
  {
    name: 'listOrders',
    method: 'GET',
    path: '/api/v1/orders',
    access: ['orders.read'],
    summary: 'Production orders, latest change first: how far on the floor and in the books',
    query: OrderQuery,
    answer: OrderList,
  },
  ({ reader, query }) => readOrders(reader, query),
)

const PAGE = 50
/** A search for what is in no name. */
const NONE = "'-'"
/** So many are looked at one by one; more than that are met soon enough by going through all, latest change first. */
const FEW = 1000

async function readOrders(
  reader: Reader,
  { plant, q, state, before }: z.output<typeof OrderQuery>,
): Promise<OrderList> {
  const word = q?.trim() || null
  const [changed, key] = placeFrom(before)
  const words = word && (wordsOf(word, true) ?? NONE)
  const found = word
    ? await reader.database.all<Pick<OrderDbRow, 'plant' | 'key'>>(findOrders, [
        reader.home,
        word,
        words,
        FEW + 1,
        tellingWordOf(word, true) ?? NONE,
      ])
    : []
  const meant = word && found.length <= FEW ? new Set(found.map(nameOf)) : undefined
  const rows = await reader.database.all<OrderDbRow & { outputs: OutputEffect[] }>(listOrders, [
    reader.home,
    plantsFor(reader, 'orders.read', plant) ?? (meant ? [...new Set(found.map((order) => order.plant))] : null),
    state ?? null,
    ...(meant ? [null, null] : [word, words]),
    changed,
    key,
    PAGE,
    meant ? found.map((order) => order.key) : null,
  ])
  const last = rows.length === PAGE ? rows.at(-1)! : undefined
  return {
    items: rows.filter((row) => !meant || meant.has(nameOf(row))).map((row) => orderFrom(row, row.outputs)),
    next: last ? `${last.changed_exactly} ${last.key}` : null,
  }
}

/** Two plants may call their orders alike. */
const nameOf = ({ plant, key }: Pick<OrderDbRow, 'plant' | 'key'>): string => `${plant} ${key}`

/** Where the page before ended: a moment to the microsecond, and a key. */
export function placeFrom(before: string | undefined): readonly [string | null, string | null] {
  const [, changed, key] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (.+)$/.exec(before ?? '') ?? []
  // A moment that never was is no place: the database would refuse it, and who asked could not tell why.
  return changed && Moment.safeParse(changed).success ? [changed, key!] : [null, null]
}

/** What was booked before the hub's first event is in the books as well. */
export function orderFrom(row: OrderDbRow, outputs: readonly OutputEffect[]): OrderRow {
  const { order, received, receivedBefore } = row.data
  const confirmed = signedOutputs(outputs, order.ordered.uom).filter(({ state }) => state === 'confirmed')
  return {
    key: row.key,
    plant: row.plant,
    label: order.label,
    itemName: order.itemName,
    item: order.item,
    state: row.state,
    ordered: order.ordered,
    received,
    booked: sumOf(confirmed, receivedBefore),
    openExceptions: row.open_exceptions,
    waiting: row.waiting,
    changedAt: row.changed_at,
    link: order.link ?? null,
  }
}

export interface OrderDbRow {
  plant: string
  key: string
  state: string
  data: OrderFile
  changed_at: string
  changed_exactly?: string
  open_exceptions: number
  waiting: number
}
