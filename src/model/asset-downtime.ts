import { z } from 'zod'
import { FailureCoding, MaintainedAsset, MaintenanceOrderId } from './maintenance.ts'
import { Moment } from './moment.ts'

const Reason = z.string().trim().min(1).max(500)
const asset = {
  asset: MaintainedAsset.describe('The asset, by the name its CMMS gives it'),
  assetName: z.string().min(1).max(200).optional(),
}

/** Who saw it: a signal of the machine, somebody at it, or who looks after it. */
export const detections = ['machine', 'operator', 'maintenance'] as const
const told = {
  ...asset,
  reason: Reason.optional(),
  order: MaintenanceOrderId.optional().describe('The maintenance order about it, where one is named'),
  detectedBy: z.enum(detections).optional().describe('Who saw it, where its system does not say enough'),
}

/** An asset does not work, or works again, as somebody says who looks after it. */
export const AssetDowntime = z.strictObject(told).meta({ id: 'AssetDowntime' })
export type AssetDowntime = z.infer<typeof AssetDowntime>

/** An asset has failed. Several may say so of one failure: a rule over its signals, an operator, the CMMS. */
export const AssetFailed = z
  .strictObject({
    ...told,
    functionLost: z
      .boolean()
      .default(true)
      .describe('Whether it stands still; else it works on, and is only to be seen to'),
    failure: FailureCoding.optional().describe('How it failed, as far as that is known at once'),
  })
  .meta({ id: 'AssetFailed' })
export type AssetFailed = z.infer<typeof AssetFailed>

const meant = {
  failed: Moment.optional().describe('A moment within the standstill that is meant; the last one where absent'),
}

/** It was a false alarm: kept, and not counted. */
export const FailureVoided = z.strictObject({ ...asset, ...meant, reason: Reason }).meta({ id: 'FailureVoided' })
export type FailureVoided = z.infer<typeof FailureVoided>

/** Who said by a maintenance order that it failed takes that back; what others say of it stands. */
export const FailureWithdrawn = z
  .strictObject({ ...asset, order: MaintenanceOrderId, failed: Moment, reason: Reason })
  .meta({ id: 'FailureWithdrawn' })
export type FailureWithdrawn = z.infer<typeof FailureWithdrawn>

/** Why it stood still, or how it had failed, was another thing than was said. */
export const DowntimeReclassified = z
  .strictObject({ ...asset, ...meant, reason: Reason.optional(), failure: FailureCoding.optional() })
  .refine(({ reason, failure }) => reason !== undefined || failure !== undefined, {
    message: 'says neither a reason nor how it failed',
  })
  .meta({ id: 'DowntimeReclassified' })
export type DowntimeReclassified = z.infer<typeof DowntimeReclassified>

/** The maintenance order about a breakdown is completed: it works again, and how it had failed may be known. */
export const AssetRepaired = z
  .strictObject({
    ...asset,
    order: MaintenanceOrderId,
    since: Moment.describe('Since when there was the order'),
    failure: FailureCoding.optional(),
  })
  .meta({ id: 'AssetRepaired' })
export type AssetRepaired = z.infer<typeof AssetRepaired>

/** Anything that is said of an asset that fails, stands still or works again. */
export const SaidOfAsset = z.union([AssetFailed, FailureVoided, FailureWithdrawn, DowntimeReclassified, AssetRepaired])
export type SaidOfAsset = z.infer<typeof SaidOfAsset>

/** What a standstill means for orders and customers is to be found out. */
export const DowntimeWeighed = z
  .strictObject({ ...asset, downtime: z.int().min(1).describe('Which standstill of the asset, counted from 1') })
  .meta({ id: 'DowntimeWeighed' })
export type DowntimeWeighed = z.infer<typeof DowntimeWeighed>

/** A standstill as it is to be counted by whoever computes with it: whole each time, and the last revision counts. */
export const DowntimeRecord = z
  .strictObject({
    downtime: z.string().min(1).max(100).describe('The asset and which of its standstills, for example PRESS-7 3'),
    revision: z.int().min(1),
    asset: MaintainedAsset,
    number: z.int().min(1),
    place: z.string().max(64).optional().describe('Where the asset stood'),
    workCentre: z.string().max(64).optional(),
    from: Moment,
    until: Moment,
    isFailure: z.boolean().describe('Whether it failed, and not only stood'),
    isVoid: z.boolean().describe('A false alarm'),
    isCounted: z
      .boolean()
      .describe('Whether reliability counts it: a failure, no false alarm, and coded where it has an order'),
    reason: Reason.optional(),
    order: MaintenanceOrderId.optional(),
    failure: FailureCoding.optional(),
    evidences: z.int().min(1).describe('How many have said so'),
  })
  .meta({ id: 'DowntimeRecord' })
export type DowntimeRecord = z.infer<typeof DowntimeRecord>
