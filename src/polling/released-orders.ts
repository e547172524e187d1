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

/** A system that can be asked which orders changed there. */
export interface OrderSource {
  readonly system: string
  readonly ask: (
    cursor: Instant | undefined,
    signal: AbortSignal,
  ) => Promise<{ readonly orders: readonly ProductionOrder[]; readonly cursor: Instant; readonly more: boolean }>
}

export interface PollParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly receive: (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]>
  readonly deadline: () => AbortSignal
}

/** What was told before, so that the overlap of two polls is not handed to the inbox again and again. */
export type Told = Map<string, string>

/**
 * Asks a system for orders that changed and accepts what is new as messages, then moves the cursor. A crash in between
 * asks again; the same version of an order is the same message.
 */
export async function pollOrders(
  source: OrderSource,
  told: Told,
  parts: PollParts,
): Promise<{ readonly news: number; readonly more: boolean }> {
  const { database, home } = parts
  const [row] = await database.all<{ position: string }>(readCursor, [home, source.system, 'orders'])
  const answer = await source.ask(row?.position, parts.deadline())
  // Our own postings change an order in its owner, too; only what others decided about it is news.
  const fresh = answer.orders.filter((order) => order.state !== 'planned' && told.get(order.id) !== headerOf(order))
  const messages = fresh.flatMap((order) => messagesOf(order, source.system, parts))
  if (messages.length > 0) await parts.receive(messages)
  await database.all(writeCursor, [home, source.system, 'orders', answer.cursor, parts.now()])
  if (told.size > 20_000) told.clear()
  for (const order of fresh) told.set(order.id, headerOf(order))
  return { news: messages.length, more: answer.more }
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

/** The release once, under an id of its own; every later version as a change. */
function messagesOf(order: ProductionOrder, system: string, parts: PollParts): readonly NewMessage[] {
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
  { ids, now }: PollParts,
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
