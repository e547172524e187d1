import type { EventKind } from './catalogue.ts'
import { AssetDowntime, MaintenanceOrderTold, MaintenanceRequest, PartMoved } from './maintenance.ts'
import type { MaintenanceStep } from './maintenance-order-case.ts'

/** What each step of a maintenance order is called where it is told. */
const steps: Record<MaintenanceStep, readonly [name: string, title: string]> = {
  create: ['created', 'Maintenance order created'],
  approve: ['approved', 'Maintenance order approved'],
  schedule: ['scheduled', 'Maintenance order scheduled'],
  change: ['changed', 'Maintenance order changed'],
  start: ['started', 'Maintenance order started'],
  hold: ['held', 'Maintenance order stands still'],
  complete: ['completed', 'Maintenance order completed'],
  close: ['closed', 'Maintenance order closed'],
  cancel: ['cancelled', 'Maintenance order cancelled'],
  reopen: ['reopened', 'Maintenance order reopened'],
}

const typeOf = (name: string): string => `mfg.maintenance.${name}.v1`

export const typeOfStep = (step: MaintenanceStep): string => typeOf(`order.${steps[step][0]}`)

const byType = new Map(Object.keys(steps).map((step) => [typeOfStep(step as MaintenanceStep), step as MaintenanceStep]))
export const stepOf = (type: string): MaintenanceStep => byType.get(type)!

/** Whether somebody asks for maintenance and what becomes of that. */
export const requestSteps = {
  created: 'Maintenance requested',
  approved: 'Maintenance request approved',
  rejected: 'Maintenance request rejected',
  withdrawn: 'Maintenance request withdrawn',
} as const
export type RequestStep = keyof typeof requestSteps
export const typeOfRequest = (step: RequestStep): string => typeOf(`request.${step}`)

const ofOrder = { stream: 'maintenance-order', about: 'order', urgency: 'bulk' } as const

export const DOWNTIME_STARTED = typeOf('downtime.started')
export const DOWNTIME_ENDED = typeOf('downtime.ended')

/** Movements, as holds are: the end of a standstill that comes first waits for its beginning, and holds up nobody. */
const ofDowntime = {
  stream: 'asset-downtime',
  about: 'asset',
  schema: AssetDowntime,
  nature: 'movement',
  writes: 'maintenance.downtime',
} as const

/** What a CMMS says of maintenance orders, of requests for them, of the parts they use, and of assets that stand still. */
export const maintenanceEvents: readonly EventKind[] = [
  ...Object.entries(requestSteps).map(([step, title]) => ({
    type: typeOfRequest(step as RequestStep),
    title,
    schema: MaintenanceRequest,
    stream: 'maintenance-request' as const,
    about: 'request',
    nature: 'transition' as const,
    urgency: 'bulk' as const,
    writes: 'maintenance.requests' as const,
  })),
  ...Object.entries(steps).map(([step, [, title]]) => ({
    ...ofOrder,
    type: typeOfStep(step as MaintenanceStep),
    title,
    schema: MaintenanceOrderTold,
    nature: 'transition' as const,
    writes: 'maintenance.orders' as const,
  })),
  {
    ...ofOrder,
    type: typeOf('part.consumed'),
    title: 'Spare part used',
    schema: PartMoved,
    nature: 'movement',
    writes: 'maintenance.parts',
  },
  {
    ...ofOrder,
    type: typeOf('part.returned'),
    title: 'Spare part returned',
    schema: PartMoved,
    nature: 'movement',
    writes: 'maintenance.parts',
  },
  // Planners and supervisors are to know of it before anything that is done.
  { ...ofDowntime, type: DOWNTIME_STARTED, title: 'Asset stands still', urgency: 'critical' },
  { ...ofDowntime, type: DOWNTIME_ENDED, title: 'Asset works again', urgency: 'bulk' },
]
