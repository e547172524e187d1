import type { Acceptance, NewMessage } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { Failure } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import { type Duration, type Instant, later } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { OrderMaterial } from '#model/material'
import {
  MATERIAL_COVERED,
  MATERIAL_FREED,
  MATERIAL_SHORT,
  type MaterialShort,
  type ShortageFile,
} from '#model/material-shortage'
import { compare, quantity } from '#model/quantity'
import { shortagesOf } from './shortages.ts'

const readShortages = statementsIn(import.meta.url)('read-shortages')

export interface MaterialLookParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  /** What open orders of a plant wait for, asked once and now, until the signal. */
  readonly material: (plant: string, stop?: AbortSignal) => Promise<readonly OrderMaterial[] | Failure>
  /** How far ahead a plant plans: what is needed later is not yet short. */
  readonly horizon: (plant: string) => Duration
  readonly receive: (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]>
}

interface Known {
  readonly item: string
  readonly state: string
  readonly version: number
  readonly data: ShortageFile
}

/**
 * Looks once at what the orders of a plant wait for, and writes down what is short by now and what is not any more. A
 * message is named by the case as it stood, so that whoever looks at the same time writes down the same.
 */
export async function lookAtMaterial(plant: string, parts: MaterialLookParts, stop?: AbortSignal): Promise<number> {
  const { database, home, now } = parts
  const orders = await parts.material(plant, stop)
  if (orders instanceof Failure) throw orders
  const at = now()
  const short = shortagesOf(orders, at, later(at, parts.horizon(plant)))
  const known = new Map((await database.all<Known>(readShortages, [home, plant])).map((row) => [row.item, row]))
  const news = [...short.values()]
    .filter(({ item }) => known.get(item)?.state !== 'short' || !isAlike(known.get(item)!.data.short, short.get(item)!))
    .map((one) => ({ type: MATERIAL_SHORT, item: one.item as string, data: one }))
  const over = [...known.values()]
    .filter(({ item, state }) => state === 'short' && !short.has(item))
    .map(({ item }) => ({ type: MATERIAL_COVERED, item, data: { item } }))
  const freed = [...known.values()].flatMap(({ item, data }) => {
    const gone = freedOf(data, orders)
    return gone.length > 0 ? [{ type: MATERIAL_FREED, item, data: { item, orders: gone } }] : []
  })
  const messages = [...news, ...over, ...freed].map((one) =>
    messageOf(plant, one, known.get(one.item)?.version ?? 0, parts),
  )
  if (messages.length > 0) await parts.receive(messages)
  return messages.length
}

/** Work uses up what an order needs; that is no news. That it needs more is. */
const isAlike = (known: MaterialShort, now: MaterialShort): boolean =>
  canonicalJson(withoutNeeds(known) as Json) === canonicalJson(withoutNeeds(now) as Json) &&
  !now.orders.some(({ needed }, nth) => {
    const was = known.orders[nth]?.needed
    return needed !== undefined && (was === undefined || compare(quantity(needed), quantity(was)) > 0)
  })

const withoutNeeds = ({ orders, ...short }: MaterialShort): unknown => ({
  ...short,
  orders: orders.map(({ needed: _needed, ...order }) => order),
})

/** Orders that something was asked of the buyer for, and that are not open any more. */
function freedOf({ signals = [] }: ShortageFile, orders: readonly OrderMaterial[]) {
  const gone = signals.filter(({ order, isOver }) => !isOver && !orders.some((one) => one.order === order))
  return [...new Map(gone.map(({ order, label }) => [order, { order, label }])).values()]
}

/** The hub says to itself what it found, so that a flow judges it as anything else. */
function messageOf(
  plant: string,
  { type, item, data }: { readonly type: string; readonly item: string; readonly data: object },
  version: number,
  { home, ids, now }: MaterialLookParts,
): NewMessage {
  const at = now()
  const payloadHash = sha256(canonicalJson(data as unknown as Json))
  const source = `/plants/${plant}/systems/hub.${home}`
  const id = `material.${item}@${version}.${payloadHash.slice(0, 12)}`
  return {
    ...{ messageId: ids(), plant, stream: 'material-shortage', key: item, source, id, type, payloadHash },
    nature: type === MATERIAL_FREED ? 'movement' : 'transition',
    ...{ urgency: 'bulk', occurredAt: at, receivedAt: at, origin: 'live', receivedFrom: 'hub' },
    correlation: `material-shortage/${item}`,
    body: data as unknown as Json,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type, time: at, data }),
  }
}
