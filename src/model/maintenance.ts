import { z } from 'zod'
import { Moment } from './moment.ts'
import { document, Identifier, LotId, minutesOfWork, PositiveQuantity } from './production.ts'
import { DecimalText, Quantity } from './quantity.ts'

/** The hub's id of a maintenance order: the CMMS and its record, for example `cmms.7`. Its number for people may change. */
export const MaintenanceOrderId = Identifier.describe(
  "The hub's id of the maintenance order, for example cmms.7",
).brand('MaintenanceOrderId')
export type MaintenanceOrderId = z.infer<typeof MaintenanceOrderId>

/** Why a maintenance order is there (EN 13306): something broke, something is going to, or its time has come. */
export const maintenanceKinds = [
  'corrective-breakdown',
  'corrective-deferred',
  'preventive-time',
  'preventive-usage',
  'condition-based',
  'predictive',
  'calibration',
  'inspection',
  'modification',
] as const
export type MaintenanceKind = (typeof maintenanceKinds)[number]

/** Whether something has failed already; everything else is done before it does. */
export const isCorrective = (kind: MaintenanceKind): boolean => kind.startsWith('corrective-')

export const maintenanceStates = [
  'requested',
  'approved',
  'scheduled',
  'started',
  'held',
  'completed',
  'closed',
  'cancelled',
] as const
export type MaintenanceState = (typeof maintenanceStates)[number]

/** How a thing failed, in the codes of ISO 14224 or of the plant. */
export const FailureCoding = z
  .strictObject({
    mode: Identifier.optional().describe('Failure mode: how it showed'),
    mechanism: Identifier.optional(),
    cause: Identifier.optional(),
    detection: Identifier.optional().describe('How it was found'),
  })
  .meta({ id: 'FailureCoding' })
export type FailureCoding = z.infer<typeof FailureCoding>

/** As long as the record of an asset has it. */
export const MaintainedAsset = Identifier.max(64)
export const SparePart = Identifier.describe('Number of the spare part')
const Storeroom = Identifier.optional().describe('Where the part lies, by the name the ERP has for it')

/** A maintenance order as its owner, the CMMS, tells it; never in the CMMS's own words. */
export const MaintenanceOrder = z
  .strictObject({
    id: MaintenanceOrderId,
    label: z.string().min(1).max(200).describe('What people call it, for example WO000123'),
    link: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where a person sees it in the CMMS'),
    plant: z.string(),
    state: z.enum(maintenanceStates),
    kind: z.enum(maintenanceKinds),
    title: z.string().max(500),
    asset: MaintainedAsset.optional().describe('The asset it is about; none where it is about a place'),
    assetName: z.string().max(200).optional(),
    request: Identifier.optional().describe('The request it was made of'),
    plannedStart: Moment.optional(),
    plannedEnd: Moment.optional(),
    created: Moment,
    started: Moment.optional(),
    completed: Moment.optional(),
    by: z.string().max(128).optional().describe('Who completed it'),
    failure: FailureCoding.optional(),
    version: z.string().max(128).describe('Changes whenever the record of the owner does'),
  })
  .meta({ id: 'MaintenanceOrder' })
export type MaintenanceOrder = z.infer<typeof MaintenanceOrder>

const order = { order: MaintenanceOrderId }
const told = MaintenanceOrder.optional().describe(
  'The whole order as it is now; asked of its owner where it is not said',
)

/** Something happened to a maintenance order. */
export const MaintenanceOrderTold = z
  .strictObject({
    ...order,
    told,
    failure: FailureCoding.optional().describe('Where the order itself is not told: how the thing had failed'),
    reason: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'MaintenanceOrderTold' })
export type MaintenanceOrderTold = z.infer<typeof MaintenanceOrderTold>

/** A spare part left the storeroom for a maintenance order, or came back from it. */
export const PartMoved = z
  .strictObject({
    ...order,
    told,
    part: SparePart,
    partName: z.string().max(200).optional(),
    quantity: PositiveQuantity,
    lot: LotId.optional().describe('Where the part is tracked: its lot or serial number'),
    storeroom: Storeroom,
    ...document,
  })
  .meta({ id: 'PartMoved' })
export type PartMoved = z.infer<typeof PartMoved>

/** A part or consumable left the storeroom, as whoever hands it out says; for which order may be missing. */
export const PartTaken = PartMoved.omit({ told: true, order: true })
  .extend({
    order: MaintenanceOrderId.optional(),
    by: z.string().min(1).max(128).optional().describe('Who took it'),
  })
  .meta({ id: 'PartTaken' })
export type PartTaken = z.infer<typeof PartTaken>

/** What a system counts of a part in a storeroom, or in all of the plant; said of it, and booked nowhere. */
export const PartCounted = z
  .strictObject({
    part: SparePart,
    partName: z.string().max(200).optional(),
    quantity: Quantity,
    price: DecimalText.optional().describe('What one of it is worth there'),
    storeroom: Storeroom,
  })
  .meta({ id: 'PartCounted' })
export type PartCounted = z.infer<typeof PartCounted>

/** So much of a part is planned for a maintenance order. */
export const PartNeed = z.strictObject({
  part: SparePart,
  partName: z.string().max(200).optional(),
  quantity: PositiveQuantity,
  storeroom: Storeroom,
})
export type PartNeed = z.infer<typeof PartNeed>

/** All the parts that a maintenance order is to have, as they are planned now. */
export const PartsPlanned = z
  .strictObject({
    ...order,
    told,
    parts: z
      .array(PartNeed)
      .max(200)
      .refine((parts) => new Set(parts.map(({ part }) => part)).size === parts.length, {
        message: 'a part is named twice',
        params: { code: 'SCHEMA_INVALID' },
      })
      .optional()
      .describe('Each part once; as they were planned before where absent'),
  })
  .meta({ id: 'PartsPlanned' })
export type PartsPlanned = z.infer<typeof PartsPlanned>

/** Somebody has worked on a maintenance order for a time. */
export const LabourReported = z
  .strictObject({
    ...order,
    told,
    person: Identifier.describe('Who worked, by number or name'),
    craft: Identifier.optional().describe('What the rate goes by, for example electrician'),
    started: Moment.optional(),
    ended: Moment.optional(),
    minutes: minutesOfWork.optional().describe('How long, where the times are not known'),
    ...document,
  })
  .refine(({ started, ended, minutes }) => (started !== undefined && ended !== undefined) !== (minutes !== undefined), {
    path: ['minutes'],
    message: 'either when it started and ended, or how many minutes',
  })
  .meta({ id: 'LabourReported' })
export type LabourReported = z.infer<typeof LabourReported>

/** Time that was wrong is taken back as a whole. */
export const LabourReversed = z
  .strictObject({
    ...order,
    told,
    reverses: Identifier.describe('Id of the event, from the same source, that is taken back'),
    reason: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'LabourReversed' })
export type LabourReversed = z.infer<typeof LabourReversed>

/** An order stands otherwise than its copy in the ERP says. */
export const CopyDue = z.strictObject({ ...order, asset: MaintainedAsset.optional() }).meta({ id: 'CopyDue' })
export type CopyDue = z.infer<typeof CopyDue>

/** Somebody asks for maintenance, or has been answered. */
export const MaintenanceRequest = z
  .strictObject({
    request: Identifier.describe("The hub's id of the request, for example cmms.r12"),
    label: z.string().min(1).max(200),
    title: z.string().max(500),
    asset: MaintainedAsset.optional(),
    machineDown: z.boolean().optional(),
    order: MaintenanceOrderId.optional().describe('The maintenance order that it became'),
    reason: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'MaintenanceRequest' })
export type MaintenanceRequest = z.infer<typeof MaintenanceRequest>
