import { z } from 'zod'
import { AssetId } from '#model/asset'
import { detections } from '#model/asset-downtime'
import { FailureCoding } from '#model/maintenance'
import { Moment as Told } from '#model/moment'
import { Count, Moment, PlantId, Reason } from '../contract/words.ts'

const Evidence = z.object({
  messageId: z.string().describe('The event by which it was said; none where the hub kept none'),
  what: z.enum(['failed', 'stands', 'works', 'repaired', 'voided', 'withdrawn', 'classified']),
  at: Told.describe('When it was so'),
  heard: Told.describe('When the hub heard of it'),
  by: z.string().describe('The system that says so'),
  actor: z.string().nullable(),
  detectedBy: z.enum(detections).nullable(),
  reason: z.string().nullable(),
})

const Promise = z.object({
  order: z.string(),
  link: z.string().nullable(),
  customer: z.string(),
  reference: z.string().nullable(),
  promised: Told.nullable(),
  value: z.string().nullable(),
  currency: z.string().nullable(),
  lateSeconds: Count.describe('By so much it would be late if nothing is moved'),
})

const AtRisk = z.object({
  order: z.string(),
  label: z.string(),
  isStarted: z.boolean(),
  isUrgent: z.boolean(),
  minutes: z.number(),
  promised: Told.nullable().describe('When the order has to be done by'),
  expected: Told.nullable().describe('When it would be done if nothing is moved'),
  lateSeconds: Count,
  sales: z.array(Promise),
})

export const BreakdownView = z.object({
  plant: PlantId,
  asset: z.string(),
  name: z.string(),
  number: z.int().describe('Which of the asset’s standstills'),
  from: Told,
  until: Told.nullable().describe('null: it lasts'),
  state: z.enum(['down', 'over', 'void']),
  isFailure: z.boolean(),
  isCounted: z.boolean().describe('Whether reliability counts it'),
  lacksCode: z.boolean().describe('Its maintenance order is completed and nobody has said how it failed'),
  reason: z.string().nullable(),
  voided: z.object({ by: z.string(), at: Told, reason: z.string() }).nullable(),
  order: z.string().nullable().describe('The maintenance order about it'),
  failure: FailureCoding.nullable(),
  said: z.array(Evidence),
  block: z
    .object({
      workCentre: z.object({ id: z.string(), name: z.string() }),
      from: Told,
      to: Told,
      erp: z.enum(['asked', 'closed', 'refused', 'free']),
    })
    .nullable()
    .describe('What is taken from its work centre in the ERP; null: it is mapped to none'),
  counted: z
    .object({
      erp: z.enum(['asked', 'counted', 'gone', 'refused']),
      minutes: z.number().nullable().describe('In working time, and by nothing else'),
      loss: z.string().nullable(),
      link: z.string().nullable(),
    })
    .nullable()
    .describe('What the ERP counts of it as lost at its work centre; null: nothing was to be counted'),
  atRisk: z
    .object({
      at: Told,
      sells: z.boolean().describe('Whether the ERP says for whom something is made'),
      orders: z.array(AtRisk),
    })
    .nullable()
    .describe('null: not found out'),
})
export type BreakdownView = z.infer<typeof BreakdownView>

export const BreakdownList = z
  .object({
    breakdowns: z.array(BreakdownView).describe('Those that last first, then the latest'),
    mayManage: z.array(PlantId),
  })
  .meta({ id: 'BreakdownList' })
export type BreakdownList = z.infer<typeof BreakdownList>

const about = { plant: PlantId, asset: AssetId, reason: Reason }
const one = { ...about, number: z.int().min(1).describe('Which of the asset’s standstills') }

/** What a person says of an asset. */
export const BreakdownWord = z
  .discriminatedUnion('say', [
    z.strictObject({ say: z.literal('failed'), ...about, at: Moment.optional().describe('Now where absent') }),
    z.strictObject({ say: z.literal('works'), ...one, at: Moment.optional().describe('Now where absent') }),
    z.strictObject({ say: z.literal('void'), ...one }).describe('It was a false alarm'),
    z
      .strictObject({ say: z.literal('reclassify'), ...one, failure: FailureCoding.optional() })
      .describe('The reason was another; or how it failed, by codes'),
  ])
  .meta({ id: 'BreakdownWord' })
export type BreakdownWord = z.infer<typeof BreakdownWord>

export const BreakdownTold = z.object({ messageId: z.uuid() }).meta({ id: 'BreakdownTold' })
export type BreakdownTold = z.infer<typeof BreakdownTold>
