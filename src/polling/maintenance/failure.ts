import type { Instant } from '#kernel/time'
import { ASSET_FAILED, DOWNTIME_ENDED, FAILURE_WITHDRAWN } from '#model/asset-downtime-events'
import type { MaintenanceState } from '#model/maintenance'
import type { OrderRecord } from '#model/ports/maintenance-books'

/** What was told last of the asset that a maintenance order says has failed. */
export interface SaidOfFailure {
  readonly asset: string
  readonly since: Instant
  /** Whether somebody has begun to work on it. */
  readonly isBegun: boolean
  /** One that was open when the hub began to look was told to nobody, and neither is what becomes of it. */
  readonly stands: 'told' | 'untold' | 'over'
}

export interface FailureNews {
  readonly type: string
  readonly at: Instant
  readonly data: object
}

interface Told {
  readonly failure?: SaidOfFailure
  readonly news: readonly FailureNews[]
}

/** Whether the order was there before, and whether the hub only begins to look. */
export interface FirstSeen {
  readonly isNew: boolean
  readonly isBeginning: boolean
}

/**
 * What a maintenance order says of its asset where nothing else there does: it has failed for as long as the order is an
 * open breakdown. That it is repaired is said by whoever completes the order, and not here.
 */
export function failureOf(
  before: SaidOfFailure | undefined,
  record: OrderRecord,
  { isNew, isBeginning }: FirstSeen,
): Told {
  const { order, changedAt } = record
  const open = before && before.stands !== 'over' ? before : undefined
  const asset = failedAsset(record)
  const isBegun = working.includes(order.state)
  if (open && asset === open.asset) return { failure: { ...open, isBegun: open.isBegun || isBegun }, news: [] }

  // It failed and was repaired while nobody looked.
  if (isNew && !isBeginning && wasFailure(record)) {
    const { asset, created } = record.order
    const failure: SaidOfFailure = { asset: asset!, since: created, isBegun: true, stands: 'over' }
    return { failure, news: [failed(record, failure)] }
  }
  const ended = open?.stands === 'told' ? endOf(open, record) : []
  if (asset === undefined) return { ...(before ? { failure: { ...before, stands: 'over' } } : {}), news: ended }
  // Another asset was meant from the beginning; a breakdown that became one is one since then.
  const since = open?.since ?? (isNew ? order.created : changedAt)
  const stands = (isNew && isBeginning) || open?.stands === 'untold' ? 'untold' : 'told'
  const failure: SaidOfFailure = { asset, since, isBegun, stands }
  return { failure, news: [...ended, ...(stands === 'told' ? [failed(record, failure)] : [])] }
}

/** The order is there no more: there was nothing. */
export function failureGone(before: SaidOfFailure | undefined, order: string, reason: string, at: Instant): Told {
  if (!before) return { news: [] }
  return {
    failure: { ...before, stands: 'over' },
    news: before.stands === 'told' ? [withdrawn(before, order, reason, at)] : [],
  }
}

const working: readonly MaintenanceState[] = ['started', 'held']
const done: readonly MaintenanceState[] = ['completed', 'closed']

const isBreakdown = ({ order }: OrderRecord): boolean => order.kind === 'corrective-breakdown'

const wasFailure = (record: OrderRecord): boolean =>
  record.meansFailure === true &&
  isBreakdown(record) &&
  record.order.asset !== undefined &&
  done.includes(record.order.state)

function failedAsset(record: OrderRecord): string | undefined {
  const { state, asset } = record.order
  const isOpen = !done.includes(state) && state !== 'cancelled'
  return record.meansFailure && isBreakdown(record) && isOpen ? asset : undefined
}

function endOf(open: SaidOfFailure, record: OrderRecord): readonly FailureNews[] {
  const { order, changedAt } = record
  if (order.asset !== open.asset) return [withdrawn(open, order.id, `${order.label} is about another asset`, changedAt)]
  if (order.state === 'cancelled')
    return [
      open.isBegun
        ? works(open, record, changedAt)
        : withdrawn(open, order.id, `${order.label} was called off before anybody worked on it`, changedAt),
    ]
  if (!done.includes(order.state)) return [works(open, record, changedAt)]
  return isBreakdown(record) ? [] : [works(open, record, order.completed ?? changedAt)]
}

const failed = ({ order }: OrderRecord, { asset, since }: SaidOfFailure): FailureNews => ({
  ...{ type: ASSET_FAILED, at: since },
  data: { ...aboutIt(order), asset, detectedBy: 'maintenance', ...(order.title.trim() ? { reason: order.title } : {}) },
})

const works = ({ asset }: SaidOfFailure, { order }: OrderRecord, at: Instant): FailureNews => ({
  ...{ type: DOWNTIME_ENDED, at },
  data: { ...aboutIt(order), asset },
})

const withdrawn = ({ asset, since }: SaidOfFailure, order: string, reason: string, at: Instant): FailureNews => ({
  ...{ type: FAILURE_WITHDRAWN, at },
  data: { asset, order, failed: since, reason },
})

const aboutIt = ({ id, assetName }: OrderRecord['order']): object => ({
  order: id,
  ...(assetName ? { assetName } : {}),
})
