import type { EventKind } from './catalogue.ts'
import {
  LabourReported,
  LabourReversed,
  CopyDue,
  MaintenanceOrderTold,
  MaintenanceRequest,
  PartCounted,
  PartMoved,
  PartsPlanned,
  PartTaken,
} from './maintenance.ts'
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

const ofPart = { stream: 'spare-part', about: 'part', nature: 'movement', urgency: 'bulk' } as const
const ofOrder = { stream: 'maintenance-order', about: 'order', urgency: 'bulk' } as const

export const PARTS_PLANNED = typeOf('parts.planned')
export const PART_CONSUMED = typeOf('part.consumed')
export const PART_RETURNED = typeOf('part.returned')
export const LABOUR_REPORTED = typeOf('labor.reported')
export const LABOUR_REVERSED = typeOf('labor.reversed')
export const COPY_DUE = typeOf('copy.due')
export const PART_TAKEN = typeOf('part.taken')
export const PART_COUNTED = typeOf('part.counted')

/** What a CMMS says of maintenance orders, of requests for them and of the work and parts that go into them. */
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
  // A movement: an asset that the ERP does not know stops the copy and never the order.
  {
    ...ofOrder,
    type: COPY_DUE,
    title: 'Copy of a maintenance order due',
    schema: CopyDue,
    nature: 'movement',
    writes: 'maintenance.orders',
  },
  // A movement: a part that the books do not know stops the storekeeper's work and nobody else's.
  {
    ...ofOrder,
    type: PARTS_PLANNED,
    title: 'Spare parts planned',
    schema: PartsPlanned,
    nature: 'movement',
    writes: 'maintenance.parts',
  },
  {
    ...ofOrder,
    type: PART_CONSUMED,
    title: 'Spare part used',
    schema: PartMoved,
    nature: 'movement',
    writes: 'maintenance.parts',
  },
  {
    ...ofOrder,
    type: PART_RETURNED,
    title: 'Spare part returned',
    schema: PartMoved,
    nature: 'movement',
    writes: 'maintenance.parts',
  },
  {
    ...ofOrder,
    type: LABOUR_REPORTED,
    title: 'Maintenance work reported',
    schema: LabourReported,
    nature: 'movement',
    writes: 'maintenance.orders',
  },
  {
    ...ofOrder,
    type: LABOUR_REVERSED,
    title: 'Maintenance work taken back',
    schema: LabourReversed,
    nature: 'movement',
    writes: 'maintenance.orders',
  },
  {
    ...ofPart,
    type: PART_TAKEN,
    title: 'Spare part taken',
    schema: PartTaken,
    writes: 'maintenance.parts',
  },
  {
    ...ofPart,
    type: PART_COUNTED,
    title: 'Spare part counted',
    schema: PartCounted,
    writes: 'stock.quantity',
  },
]
