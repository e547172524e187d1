import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import type { PartNeed } from '#model/maintenance'
import {
  LABOUR_REPORTED,
  LABOUR_REVERSED,
  PART_CONSUMED,
  PART_RETURNED,
  PARTS_PLANNED,
} from '#model/maintenance-events'
import type { OrderRecord, WorkedTime } from '#model/ports/maintenance-books'
import { compare, convertible, isPositive, isZero, type Quantity, subtract, zero } from '#model/quantity'

/** What was told last of the parts of an order and of the work on it. */
export interface SaidOfGoods {
  readonly parts: { readonly [part: string]: Quantity }
  readonly planned?: readonly PartNeed[]
  readonly labour?: { readonly [entry: string]: SaidOfWork }
  /** How often it has changed: parts that come and go and come again are told each time, though no order was written. */
  readonly turn?: number
}

/** Under which name it was told; what was worked before anybody looked was told to nobody. */
interface SaidOfWork {
  readonly person: string
  readonly minutes: string
  readonly event?: string
}

/** What is told, but for the order that all of it is about. */
export interface GoodsNews {
  readonly type: string
  readonly id: string
  readonly occurredAt: Instant
  readonly data: object
}

interface Circumstances {
  /** What was used and worked before anybody looked: it was taken from stock by then, and is nobody's news. */
  readonly isPast: boolean
}

/** What of parts and work an order tells beyond what was told; all of it is named by the change that it is. */
export function goodsOf(
  before: SaidOfGoods | undefined,
  record: OrderRecord,
  { isPast }: Circumstances,
): { readonly said: SaidOfGoods; readonly news: readonly GoodsNews[] } {
  const at = record.changedAt
  const used = Object.fromEntries(record.parts.map(({ part, used: all }) => [part, all]))
  const turn = (before?.turn ?? 0) + 1
  const named = (what: string): string =>
    `goods.${record.record}@${at}.${what}.${sha256(canonicalJson([record.order.id, used, turn] as unknown as Json)).slice(0, 12)}`
  const list = plannedFor(record)
  const planned = list ?? before?.planned
  const isPlanned = list !== undefined && !isSame(list, before?.planned ?? [])
  const moves = isPast ? [] : movesBetween(before?.parts ?? {}, record)
  const worked = workBetween(before?.labour ?? {}, record.labour, isPast ? undefined : named)
  const news = [
    ...(isPlanned ? [{ type: PARTS_PLANNED, id: named('planned'), occurredAt: at, data: { parts: list } }] : []),
    ...moves.map(({ type, part, partName, quantity }) => ({
      ...{ type, id: named(`${type === PART_CONSUMED ? 'consumed' : 'returned'}.${sha256(part).slice(0, 12)}`) },
      ...{ occurredAt: at, data: { part, ...(partName ? { partName } : {}), quantity } },
    })),
    ...worked.news.map((one) => ({ occurredAt: at, ...one })),
  ]
  const said: SaidOfGoods = {
    parts: used,
    ...(planned ? { planned } : {}),
    ...(worked.said ? { labour: worked.said } : {}),
    turn: news.length > 0 ? turn : (before?.turn ?? 0),
  }
  return { said, news }
}

/** A part that stands there twice is wanted as often; what none is wanted of is not planned. */
function plannedFor({ planned }: OrderRecord): readonly PartNeed[] | undefined {
  return planned
    ?.filter(({ used }) => isPositive(used))
    .filter(({ part }, nth, all) => all.findIndex((one) => one.part === part) === nth)
    .map(({ part, name, used }) => ({ part, ...(name ? { partName: name } : {}), quantity: used }))
    .toSorted((one, other) => (one.part < other.part ? -1 : 1))
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one as Json) === canonicalJson(other as Json)

function movesBetween(before: SaidOfGoods['parts'], { parts }: OrderRecord) {
  const left = Object.entries(before).filter(([part]) => !parts.some((one) => one.part === part))
  const now = [...parts, ...left.map(([part, { uom }]) => ({ part, name: undefined, used: zero(uom) }))]
  return now.flatMap(({ part, name: partName, used }) => {
    const was = before[part] ?? zero(used.uom)
    if (!convertible(was.uom, used.uom)) return []
    const isMore = compare(used, was) > 0
    const quantity = isMore ? subtract(used, was) : subtract(was, used)
    return isZero(quantity) ? [] : [{ type: isMore ? PART_CONSUMED : PART_RETURNED, part, partName, quantity }]
  })
}

/** Time that was written otherwise is taken back and told anew: what was told is never edited. */
function workBetween(
  before: NonNullable<SaidOfGoods['labour']>,
  labour: readonly WorkedTime[] | undefined,
  named: ((what: string) => string) | undefined,
): { readonly said: SaidOfGoods['labour'] | undefined; readonly news: readonly WorkNews[] } {
  if (!labour) return { said: Object.keys(before).length > 0 ? before : undefined, news: [] }
  const stays = ({ entry, person, minutes }: WorkedTime): boolean =>
    before[entry]?.person === person && before[entry].minutes === minutes
  const said: Record<string, SaidOfWork> = {}
  const news: WorkNews[] = []
  for (const [entry, { event }] of Object.entries(before))
    if (event && named && !labour.some((one) => one.entry === entry && stays(one)))
      news.push({ type: LABOUR_REVERSED, id: named(`back.${entry}`), data: { reverses: event } })
  for (const one of labour) {
    const { entry, person, minutes, craft, at } = one
    const event = stays(one) ? before[entry]!.event : named?.(`work.${entry}`)
    said[entry] = { person, minutes, ...(event ? { event } : {}) }
    if (event && !stays(one))
      news.push({
        ...{ type: LABOUR_REPORTED, id: event, ...(at ? { occurredAt: at } : {}) },
        data: { person, ...(craft ? { craft } : {}), minutes },
      })
  }
  return { said: labour.length > 0 ? said : undefined, news }
}

type WorkNews = Omit<GoodsNews, 'occurredAt'> & { readonly occurredAt?: Instant }
