import { z } from 'zod'
import { later } from '#kernel/time'
import { hours } from '#kernel/time'
import { MaintenanceOrder, type MaintenanceKind, MaintenanceRequest, type MaintenanceState } from '#model/maintenance'
import type { AssetRecord, OrderRecord, RequestRecord } from '#model/ports/maintenance-books'
import { assetIn, failureIn, kindIn, Moment } from '../cmms.ts'
import { understood } from '../question.ts'
import type { AtlasSettings } from './settings.ts'

/** What is asked for beside the order itself. */
type Goods = Pick<OrderRecord, 'parts' | 'labour'>

/** Numbers are read as text: what is an identifier stays one. */
export const Id = z.string().regex(/^\d{1,18}$/)
export const Asset = z.object({ id: Id, name: z.string().nullish(), customId: z.string().nullish() }).nullish()

const WorkOrder = z.object({
  id: Id,
  customId: z.string().nullish(),
  title: z.string().nullish(),
  status: z.enum(['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETE']),
  archived: z.boolean().nullish(),
  category: z.object({ name: z.string() }).nullish(),
  parentPreventiveMaintenance: z.object({ id: Id }).nullish(),
  parentRequest: z.object({ id: Id }).nullish(),
  asset: Asset,
  estimatedStartDate: Moment.nullish(),
  estimatedDuration: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,6})?$/)
    .nullish(),
  completedOn: Moment.nullish(),
  completedBy: z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() }).nullish(),
  customFieldValues: z
    .array(z.object({ customField: z.object({ label: z.string().nullish() }), value: z.string().nullish() }))
    .nullish(),
  createdAt: Moment,
  updatedAt: Moment,
})

/** An order that was given up has no word of its own there: it is archived while it is open. */
function stateOf({ status, archived, estimatedStartDate }: z.infer<typeof WorkOrder>): MaintenanceState {
  if (archived) return status === 'COMPLETE' ? 'closed' : 'cancelled'
  const states = { IN_PROGRESS: 'started', ON_HOLD: 'held', COMPLETE: 'completed' } as const
  if (status !== 'OPEN') return states[status]
  return estimatedStartDate ? 'scheduled' : 'approved'
}

/** It has no kinds of work: a plan that made an order says so, and a category by its name. */
const usual: Readonly<Record<string, MaintenanceKind>> = {
  Breakdown: 'corrective-breakdown',
  Inspection: 'inspection',
  Calibration: 'calibration',
}

export function orderFrom(row: unknown, goods: Goods, settings: AtlasSettings): OrderRecord {
  const read = understood(WorkOrder, row)
  const { system } = settings
  const at = assetIn(settings, read.asset && { id: read.asset.id, code: read.asset.customId })
  const word = read.category?.name
  const ofPlan = read.parentPreventiveMaintenance ? 'preventive-time' : 'corrective-deferred'
  const begins = read.estimatedStartDate
  const lasts = hours(Number(read.estimatedDuration ?? 0))
  const by = [read.completedBy?.firstName, read.completedBy?.lastName].filter(Boolean).join(' ')
  const order = understood(MaintenanceOrder, {
    id: `${system}.${read.id}`,
    label: read.customId || `WO ${read.id}`,
    plant: at.plant,
    state: stateOf(read),
    kind: kindIn(settings, word, (word && usual[word]) || ofPlan),
    title: (read.title ?? '').slice(0, 500),
    ...(at.asset ? { asset: at.asset } : {}),
    ...(read.asset?.name ? { assetName: read.asset.name.slice(0, 200) } : {}),
    ...(read.parentRequest ? { request: `${system}.r${read.parentRequest.id}` } : {}),
    ...(begins ? { plannedStart: begins } : {}),
    ...(begins && lasts > 0 ? { plannedEnd: later(begins, lasts) } : {}),
    created: read.createdAt,
    ...(read.completedOn ? { completed: read.completedOn } : {}),
    ...(by ? { by: by.slice(0, 128) } : {}),
    ...failureIn(
      settings,
      (name) => read.customFieldValues?.find((one) => one.customField.label === name)?.value ?? '',
    ),
    version: read.updatedAt,
  })
  const standsStill = settings.standsStill.includes(order.kind)
  return { book: 'orders', record: read.id, changedAt: read.updatedAt, plant: at.plant, order, ...goods, standsStill }
}

const WorkRequest = z.object({
  id: Id,
  customId: z.string().nullish(),
  title: z.string().nullish(),
  cancelled: z.boolean().nullish(),
  cancellationReason: z.string().nullish(),
  workOrder: z.object({ id: Id }).nullish(),
  asset: Asset,
  createdAt: Moment,
  updatedAt: Moment,
})

export function requestFrom(row: unknown, settings: AtlasSettings): RequestRecord {
  const read = understood(WorkRequest, row)
  const { system } = settings
  const at = assetIn(settings, read.asset && { id: read.asset.id, code: read.asset.customId })
  const request = understood(MaintenanceRequest, {
    request: `${system}.r${read.id}`,
    label: read.customId || `Request ${read.id}`,
    title: (read.title ?? '').slice(0, 500),
    ...(at.asset ? { asset: at.asset } : {}),
    ...(read.workOrder ? { order: `${system}.${read.workOrder.id}` } : {}),
    ...(read.cancellationReason ? { reason: read.cancellationReason.slice(0, 500) } : {}),
  })
  return {
    book: 'requests',
    record: read.id,
    changedAt: read.updatedAt,
    created: read.createdAt,
    plant: at.plant,
    request,
    state: read.workOrder ? 'approved' : read.cancelled ? 'rejected' : 'created',
  }
}

const down = ['DOWN', 'EMERGENCY_SHUTDOWN'] as const

const AssetShown = z.object({
  id: Id,
  name: z.string().nullish(),
  customId: z.string().nullish(),
  status: z.enum(['OPERATIONAL', 'MODERNIZATION', 'STANDBY', 'INSPECTION_SCHEDULED', 'COMMISSIONING', ...down]),
  updatedAt: Moment,
})

export function assetFrom(row: unknown, settings: AtlasSettings): AssetRecord {
  const read = understood(AssetShown, row)
  const { asset, plant } = assetIn(settings, { id: read.id, code: read.customId })
  return {
    ...{ book: 'assets', record: read.id, changedAt: read.updatedAt, plant, asset: asset! },
    ...(read.name ? { name: read.name.slice(0, 200) } : {}),
    isDown: down.some((status) => status === read.status),
  }
}
