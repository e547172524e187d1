import type { Acceptance, NewMessage } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import type { ProductionOrder } from '#model/production'

const sql = statementsIn(import.meta.url)
const readCursor = sql('read-cursor')
const writeCursor = sql('write-cursor')

/** What a look at a system's orders begins with. */
export interface OrderLook {
  /** Where the last look said that the next one begins. */
  readonly cursor: Instant | undefined
  /** Where this look goes on, in the words of whoever is asked. */
  readonly after: Json | undefined
  /** The stamps of orders that need not be told again. */
  readonly heard: ReadonlyMap<string, string>
}

/** A system that can be asked which orders changed there. */
export interface OrderSource {
  readonly system: string
  /** One page of a look: `cursor` is where the next look begins if this is the first page, `next` is absent on the last. */
  readonly ask: (
    look: OrderLook,
    signal: AbortSignal,
  ) => Promise<{
    readonly orders: readonly ProductionOrder[]
    readonly heard: ReadonlyMap<string, string>
    readonly cursor: Instant
    readonly next?: Json
  }>
}

export interface PollParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly receive: (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]>
  readonly deadline: () => AbortSignal
}

/** How many orders' headers are remembered. */
const MOST = 20_000

/**
 * Asks a system for orders that changed, page by page, and accepts what is new as messages. The cursor moves when a look has
 * come to its end, to where its first page began: what was committed meanwhile is told by the next. A crash in between
 * asks again; the same version of an order is the same message.
 */
export function orderPoll(
  source: OrderSource,
  { database, home, ...parts }: PollParts,
): () => Promise<{ readonly news: number; readonly more: boolean }> {
  /** What was told before, so that the overlap of two looks is not handed to the inbox again and again. */
  const told = new Map<string, string>()
  let heard: ReadonlyMap<string, string> = new Map()
  let look: { readonly began: Instant; readonly after: Json } | undefined
  return async () => {
    const [row] = await database.all<{ position: string }>(readCursor, [home, source.system, 'orders'])
    const answer = await source.ask({ cursor: row?.position, after: look?.after, heard }, parts.deadline())
    // Our own postings change an order in its owner, too; only what others decided about it is news.
    const fresh = answer.orders.filter((order) => order.state !== 'planned' && told.get(order.id) !== headerOf(order))
    const messages = fresh.flatMap((order) => messagesOf(order, source.system, parts))
    if (messages.length > 0) await parts.receive(messages)
    const began = look?.began ?? answer.cursor
    if (answer.next === undefined) await database.all(writeCursor, [home, source.system, 'orders', began, parts.now()])
    look = answer.next === undefined ? undefined : { began, after: answer.next }
    heard = answer.heard
    if (told.size > MOST) told.clear()
    for (const order of fresh) told.set(order.id, headerOf(order))
    return { news: messages.length, more: look !== undefined }
  }
}

/**
 * What its owner decides about an order. Before work begins that is the whole plan; afterwards Odoo moves dates, times
 * and needs by itself with every posting, and only the quantity and the end of the order are decisions.
 */
function headerOf({ received: _received, version: _version, ...order }: ProductionOrder): string {
  const { id, label, item, ordered, state, components, operations } = order
  const ended = state === 'closed' || state === 'cancelled' ? state : 'no'
  const plan = {
    plannedStart: order.plannedStart,
    plannedEnd: order.plannedEnd,
    components: components.map(({ consumed: _consumed, ...component }) => component),
    operations: operations.map(({ completed: _completed, over: _over, ...operation }) => operation),
  }
  const decided = { id, label, item, ordered, ended, ...(state === 'released' ? plan : {}) }
  return sha256(canonicalJson(decided as unknown as Json))
}

type Making = Pick<PollParts, 'ids' | 'now'>

/** The release once, under an id of its own; every later version as a change. */
function messagesOf(order: ProductionOrder, system: string, parts: Making): readonly NewMessage[] {
  const ended = order.state === 'cancelled' || order.state === 'closed'
  return [
    ...(ended ? [] : [messageOf(order, `${order.id}:released`, 'released', 'released', system, parts)]),
    messageOf(order, `${order.id}@${order.version}`, 'changed', order.version, system, parts),
  ]
}

function messageOf(
  order: ProductionOrder,
  id: string,
  name: 'released' | 'changed',
  version: string,
  system: string,
  { ids, now }: Making,
): NewMessage {
  const at = now()
  const type = `mfg.production.order.${name}.v1`
  const source = `/plants/${order.plant}/systems/${system}`
  const data = { order: order.id, told: order } as unknown as Json
  return {
    messageId: ids(),
    plant: order.plant,
    stream: 'production-order',
    key: order.id,
    source,
    id,
    type,
    nature: 'transition',
    urgency: kindOf(type)!.urgency,
    occurredAt: at,
    receivedAt: at,
    correlation: `production-order/${order.id}`,
    origin: 'live',
    receivedFrom: system,
    // The same version is the same message, whatever else the order says today.
    payloadHash: sha256(canonicalJson([id, version])),
    body: data,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type, time: at, data }),
  }
}
