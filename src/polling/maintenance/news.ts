import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { epochMilliseconds, type Instant } from '#kernel/time'
import type { MaintenanceOrder, MaintenanceRequest, MaintenanceState } from '#model/maintenance'
import { DOWNTIME_ENDED, DOWNTIME_STARTED } from '#model/asset-downtime-events'
import { PART_COUNTED, type RequestStep, typeOfRequest, typeOfStep } from '#model/maintenance-events'
import { typeOfWindow } from '#model/maintenance-window'
import { type MaintenanceStep, stepsBetween } from '#model/maintenance-order-case'
import type {
  AssetRecord,
  MaintenanceRecord,
  MeterRecord,
  OrderRecord,
  PartRecord,
  RequestRecord,
} from '#model/ports/maintenance-books'
import { failureGone, type FailureNews, failureOf, type SaidOfFailure } from './failure.ts'
import { type GoodsNews, goodsOf, type SaidOfGoods } from './goods.ts'
import { readingsOf, type SaidOfMeter } from './meters.ts'
import { countsOf, type SaidOfStock } from './stock.ts'
import { type SaidOfWindow, windowGone, type WindowNews, windowOf } from './window.ts'

/** What was told of a record last. */
export type Said =
  | (SaidOfGoods & {
      readonly order: MaintenanceOrder
      readonly window?: SaidOfWindow
      readonly failure?: SaidOfFailure
    })
  | { readonly request: MaintenanceRequest; readonly state: RequestStep }
  | { readonly asset: string; readonly isDown: boolean }
  | SaidOfStock
  | SaidOfMeter

export interface Known {
  readonly changedAt: Instant
  readonly said: Said
  readonly isGone: boolean
}

/** Something to be told: under a name made of the change itself, so that however it was found it is one message. */
export interface News {
  readonly type: string
  readonly id: string
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly data: object
}

export type RecordVerdict =
  /** Known as it is, or newer than this. */
  | { readonly kind: 'seen' }
  /** Known from now on, and nobody's news. */
  | { readonly kind: 'noted'; readonly known: Known }
  | { readonly kind: 'told'; readonly known: Known; readonly news: readonly News[] }

interface Circumstances {
  /** The hub begins to look at this CMMS: what was over by then is not told. */
  readonly isBeginning: boolean
  readonly now: Instant
}

/** What a record that was read tells beyond what is known of it. */
export function judgeRecord(known: Known | undefined, record: MaintenanceRecord, at: Circumstances): RecordVerdict {
  // A replica, or a read before the commit, may answer with what was before.
  if (known && isBefore(record.changedAt, known.changedAt)) return { kind: 'seen' }
  switch (record.book) {
    case 'orders':
      return judgeOrder(known, record, at)
    case 'requests':
      return judgeRequest(known, record, at)
    case 'assets':
      return judgeAsset(known, record)
    case 'parts':
      return judgePart(known, record)
    case 'meters':
      return judgeMeter(known, record)
  }
}

const isBefore = (one: Instant, other: Instant): boolean => epochMilliseconds(one) < epochMilliseconds(other)
const ended: readonly MaintenanceState[] = ['completed', 'closed', 'cancelled']
const isEnd = (step: MaintenanceStep): boolean => step === 'complete' || step === 'close' || step === 'cancel'

function judgeOrder(
  known: Known | undefined,
  record: OrderRecord,
  { isBeginning, now: at }: Circumstances,
): RecordVerdict {
  const before = known && 'order' in known.said ? known.said : undefined
  // It stays in the plant where its case is, wherever its asset is moved.
  const order = { ...record.order, plant: before?.order.plant ?? record.plant }
  const { said: goods, news: moves } = goodsOf(before, record, { isPast: !before && isBeginning })
  const { window, news: windows } = windowOf(before?.window, record, at)
  const { failure, news: failures } = failureOf(before?.failure, record, { isNew: !before, isBeginning })
  const said: Said = { order, ...goods, ...(window ? { window } : {}), ...(failure ? { failure } : {}) }
  const now: Known = { changedAt: record.changedAt, said, isGone: false }
  if (!before && isBeginning && ended.includes(order.state)) return { kind: 'noted', known: now }
  const steps = before ? stepsFrom(before.order, order) : beginningOf(order)
  if (steps.length + moves.length + windows.length + failures.length === 0)
    return known && known.changedAt === record.changedAt && !known.isGone
      ? { kind: 'seen' }
      : { kind: 'noted', known: now }
  const about = { order: order.id, told: order }
  const named = nameOf(record, [order, goods.parts])
  const recordedAt = record.changedAt
  const over = steps.findLastIndex((step) => !isEnd(step)) + 1
  const told = (step: MaintenanceStep): News => ({
    type: typeOfStep(step),
    id: step === 'create' ? `order.${record.record}.created` : named(step),
    occurredAt: momentOf(step, order, recordedAt),
    recordedAt,
    data: about,
  })
  return {
    kind: 'told',
    known: now,
    news: [
      ...steps.slice(0, over).map(told),
      // What was used was used before the work was over: it is taken from what lies ready for it.
      ...moves.map(({ data, ...one }: GoodsNews) => ({ ...one, recordedAt, data: { ...about, ...data } })),
      ...steps.slice(over).map(told),
      ...toldAt(windows, recordedAt, nameOf(record, [window])),
      ...failures.map(ofFailure(recordedAt, nameOf(record, [failure]))),
    ],
  }
}

const toldAt = (windows: readonly WindowNews[], at: Instant, named: (step: string) => string): readonly News[] =>
  windows.map(({ step, data }) => ({
    ...{ type: typeOfWindow(step), id: named(`window.${step}`), occurredAt: at, recordedAt: at, data },
  }))

const ofFailure =
  (recordedAt: Instant, named: (step: string) => string) =>
  ({ type, at, data }: FailureNews, nth: number): News => ({
    ...{ type, id: named(`failure.${nth}`), occurredAt: at, recordedAt, data },
  })

/** An order that is new is made first, and has become since what it is. */
const beginningOf = ({ state }: MaintenanceOrder): readonly MaintenanceStep[] => [
  'create',
  ...(state === 'requested' ? [] : stepsBetween('approved', state)),
]

function stepsFrom(before: MaintenanceOrder, order: MaintenanceOrder): readonly MaintenanceStep[] {
  const steps = stepsBetween(before.state, order.state)
  if (steps.length > 0 || isSame(before, order)) return steps
  const isMoved = before.plannedStart !== order.plannedStart || before.plannedEnd !== order.plannedEnd
  return [order.state === 'scheduled' && isMoved ? 'schedule' : 'change']
}

/** Written again with what it was is no change. */
const isSame = (one: MaintenanceOrder, other: MaintenanceOrder): boolean =>
  canonicalJson({ ...one, version: '' } as unknown as Json) ===
  canonicalJson({ ...other, version: '' } as unknown as Json)

function judgeRequest(known: Known | undefined, record: RequestRecord, { isBeginning }: Circumstances): RecordVerdict {
  const { request, state, changedAt } = record
  const before = known && 'request' in known.said ? known.said : undefined
  const now: Known = { changedAt, said: { request, state }, isGone: false }
  if (before?.state === state) {
    const isKnown = known?.changedAt === changedAt && !known.isGone
    return isKnown ? { kind: 'seen' } : { kind: 'noted', known: now }
  }
  if (!before && isBeginning && state !== 'created') return { kind: 'noted', known: now }
  const named = nameOf(record, [request, state])
  const tell = (step: RequestStep): News => ({
    type: typeOfRequest(step),
    id: step === 'created' && !before ? `request.${record.record}.created` : named(step),
    occurredAt: step === 'created' ? record.created : changedAt,
    recordedAt: changedAt,
    data: step === 'created' ? askedOnly(request) : request,
  })
  const beginning: readonly RequestStep[] = before || state === 'created' ? [] : ['created']
  return { kind: 'told', known: now, news: [...beginning, state].map(tell) }
}

/** One that works was never said to stand still: only a change is told. */
function judgeAsset(known: Known | undefined, record: AssetRecord): RecordVerdict {
  const { asset, name, isDown, changedAt } = record
  const before = known && 'asset' in known.said ? known.said : undefined
  const now: Known = { changedAt, said: { asset, isDown }, isGone: false }
  if ((before?.isDown ?? false) === isDown)
    return known?.changedAt === changedAt && !known.isGone ? { kind: 'seen' } : { kind: 'noted', known: now }
  const type = isDown ? DOWNTIME_STARTED : DOWNTIME_ENDED
  const id = nameOf(record, [asset, isDown])(isDown ? 'down' : 'up')
  const data = { asset, ...(name ? { assetName: name } : {}) }
  return { kind: 'told', known: now, news: [{ type, id, occurredAt: changedAt, recordedAt: changedAt, data }] }
}

/** What is counted is told as it is, also where nobody has looked before: it is no story. */
function judgePart(known: Known | undefined, record: PartRecord): RecordVerdict {
  const { part, price, counts, changedAt } = record
  const before = known && 'counts' in known.said && !known.isGone ? known.said : undefined
  const said: SaidOfStock = { part, ...(price ? { price } : {}), counts }
  const now: Known = { changedAt, said, isGone: false }
  const news = countsOf(before, record)
  if (news.length === 0)
    return before && known?.changedAt === changedAt ? { kind: 'seen' } : { kind: 'noted', known: now }
  const named = nameOf(record, [before ?? null, said])
  const tell = (data: object, nth: number): News => ({
    ...{ type: PART_COUNTED, id: named(`counted.${nth}`), occurredAt: changedAt, recordedAt: changedAt, data },
  })
  return { kind: 'told', known: now, news: news.map(tell) }
}

/** A meter that nobody has read yet is nobody's news. */
function judgeMeter(known: Known | undefined, record: MeterRecord): RecordVerdict {
  const before = known && 'meter' in known.said ? known.said : undefined
  const news = readingsOf(before, record)
  const last = news.at(-1)?.occurredAt ?? before?.upTo
  if (last === undefined || (news.length === 0 && !known?.isGone)) return { kind: 'seen' }
  const now: Known = { changedAt: record.changedAt, said: { meter: record.meter, upTo: last }, isGone: false }
  return news.length === 0 ? { kind: 'noted', known: now } : { kind: 'told', known: now, news }
}

/** As it was when it was asked for: what became of it is told by the next. */
const askedOnly = ({ order: _order, reason: _reason, ...request }: MaintenanceRequest) => request

/** A record that is there no more: an order that was not over was given up by whoever deleted it. */
export function judgeGone(known: Known, record: string, at: Instant): RecordVerdict {
  if (known.isGone) return { kind: 'seen' }
  const { said } = known
  // What became of an asset that is no more there is nobody's standstill, and nobody counts a part or reads a meter that is not.
  if ('asset' in said || 'counts' in said || 'meter' in said)
    return { kind: 'noted', known: { ...known, isGone: true } }
  const id = (step: string) => `gone.${record}@${known.changedAt}.${step}`
  const reason = 'It was deleted in the CMMS'
  if ('order' in said) {
    const order = { ...said.order, state: 'cancelled' as const }
    const { window, news: windows } = windowGone(said.window, order.id, reason)
    const { failure, news: failures } = failureGone(said.failure, order.id, reason, at)
    const become = { ...said, order, ...(window ? { window } : {}), ...(failure ? { failure } : {}) }
    const gone: Known = { ...known, said: become, isGone: true }
    if (ended.includes(said.order.state)) return { kind: 'noted', known: { ...gone, said } }
    const data = { order: order.id, told: order, reason }
    return {
      kind: 'told',
      known: gone,
      news: [
        { type: typeOfStep('cancel'), id: id('order'), occurredAt: at, recordedAt: at, data },
        ...toldAt(windows, at, id),
        ...failures.map(ofFailure(at, id)),
      ],
    }
  }
  const gone: Known = { ...known, said: { ...said, state: 'withdrawn' }, isGone: true }
  if (said.state !== 'created') return { kind: 'noted', known: { ...gone, said } }
  const data = { ...said.request, reason }
  return {
    kind: 'told',
    known: gone,
    news: [{ type: typeOfRequest('withdrawn'), id: id('request'), occurredAt: at, recordedAt: at, data }],
  }
}

/** Two changes of one moment are told apart by what they became. */
const nameOf = ({ book, record, changedAt }: MaintenanceRecord, became: readonly unknown[]) => {
  const hash = sha256(canonicalJson(became as unknown as Json)).slice(0, 12)
  return (step: string): string => `${book.slice(0, -1)}.${record}@${changedAt}.${step}.${hash}`
}

const momentOf = (step: MaintenanceStep, order: MaintenanceOrder, changedAt: Instant): Instant =>
  (step === 'create' ? order.created : step === 'complete' ? order.completed : undefined) ?? changedAt
