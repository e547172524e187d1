import { z } from 'zod'
import { MaintenanceOrder, type MaintenanceKind, MaintenanceRequest, type MaintenanceState } from '#model/maintenance'
import type { RequestStep } from '#model/maintenance-events'
import type { OrderRecord, RequestRecord } from '#model/ports/maintenance-books'
import { assetIn, failureIn, kindIn, Moment } from '../cmms.ts'
import { understood } from '../question.ts'
import { goodsFrom, PartsOn, TimesOn } from './parts.ts'
import type { MaintainXSettings } from './settings.ts'
import { Extra, Id, textIn } from './words.ts'

const WorkOrder = z.object({
  id: Id,
  sequentialId: Id.nullish(),
  title: z.string().nullish(),
  status: z.enum(['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'DONE', 'CANCELED', 'SKIPPED']),
  type: z.string().nullish(),
  startDate: Moment.nullish(),
  dueDate: Moment.nullish(),
  completedAt: Moment.nullish(),
  completerId: Id.nullish(),
  asset: z.object({ id: Id, name: z.string().nullish(), extraFields: Extra }).nullish(),
  workRequestId: Id.nullish(),
  parts: PartsOn,
  times: TimesOn,
  extraFields: Extra,
  createdAt: Moment,
  updatedAt: Moment,
})

const states = {
  IN_PROGRESS: 'started',
  ON_HOLD: 'held',
  DONE: 'completed',
  CANCELED: 'cancelled',
  SKIPPED: 'cancelled',
} as const

const stateOf = ({ status, startDate }: z.infer<typeof WorkOrder>): MaintenanceState =>
  status !== 'OPEN' ? states[status] : startDate ? 'scheduled' : 'approved'

const usual: Readonly<Record<string, MaintenanceKind>> = {
  REACTIVE: 'corrective-breakdown',
  PREVENTIVE: 'preventive-time',
  CYCLE_COUNT: 'inspection',
  OTHER: 'corrective-deferred',
}

export function orderFrom(row: unknown, settings: MaintainXSettings): OrderRecord {
  const read = understood(WorkOrder, row)
  const { system, assetField } = settings
  const at = assetIn(settings, read.asset && { id: read.asset.id, code: textIn(read.asset.extraFields, assetField) })
  const type = read.type ?? undefined
  const order = understood(MaintenanceOrder, {
    id: `${system}.${read.id}`,
    label: `#${read.sequentialId ?? read.id}`,
    plant: at.plant,
    state: stateOf(read),
    kind: kindIn(settings, type, (type && usual[type]) || 'corrective-deferred'),
    title: (read.title ?? '').slice(0, 500),
    ...(at.asset ? { asset: at.asset } : {}),
    ...(read.asset?.name ? { assetName: read.asset.name.slice(0, 200) } : {}),
    ...(read.workRequestId ? { request: `${system}.r${read.workRequestId}` } : {}),
    ...(read.startDate ? { plannedStart: read.startDate } : {}),
    ...(read.startDate && read.dueDate ? { plannedEnd: read.dueDate } : {}),
    created: read.createdAt,
    ...(read.completedAt ? { completed: read.completedAt } : {}),
    ...(read.completerId ? { by: `${system}.u${read.completerId}` } : {}),
    ...failureIn(settings, (name) => textIn(read.extraFields, name)),
    version: read.updatedAt,
  })
  const goods = goodsFrom(read, read.status === 'DONE', settings)
  const standsStill = settings.standsStill.includes(order.kind)
  return { book: 'orders', record: read.id, changedAt: read.updatedAt, plant: at.plant, order, ...goods, standsStill }
}

const WorkRequest = z.object({
  id: Id,
  title: z.string().nullish(),
  status: z.enum(['PENDING', 'APPROVED', 'DECLINED', 'CANCELED', 'DONE']),
  assetId: Id.nullish(),
  workOrderId: Id.nullish(),
  rejectionReason: z.string().nullish(),
  createdAt: Moment,
  updatedAt: Moment,
})

const answers: Record<z.infer<typeof WorkRequest>['status'], RequestStep> = {
  PENDING: 'created',
  APPROVED: 'approved',
  DONE: 'approved',
  DECLINED: 'rejected',
  CANCELED: 'withdrawn',
}

export function requestFrom(row: unknown, settings: MaintainXSettings): RequestRecord {
  const read = understood(WorkRequest, row)
  const { system } = settings
  const at = assetIn(settings, read.assetId ? { id: read.assetId } : undefined)
  const request = understood(MaintenanceRequest, {
    request: `${system}.r${read.id}`,
    label: `Request ${read.id}`,
    title: (read.title ?? '').slice(0, 500),
    ...(at.asset ? { asset: at.asset } : {}),
    ...(read.workOrderId ? { order: `${system}.${read.workOrderId}` } : {}),
    ...(read.rejectionReason ? { reason: read.rejectionReason.slice(0, 500) } : {}),
  })
  return {
    book: 'requests',
    record: read.id,
    changedAt: read.updatedAt,
    created: read.createdAt,
    plant: at.plant,
    request,
    state: answers[read.status],
  }
}
