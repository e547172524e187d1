import { z } from 'zod'
import { bookedKinds } from '#model/booked'
import { Quantity } from '#model/quantity'
import { Count, Moment, PlantId, Seconds } from '../contract/words.ts'

export const ReadinessQuery = z.strictObject({
  plant: PlantId.optional(),
  flow: z.string().max(64).optional(),
  /** A part of the time on paper; all of it where absent. */
  since: Moment.optional(),
  until: Moment.optional(),
})

const Share = z.number().nullable().describe('Of one; null where there is nothing to measure')

export const ReadinessView = z.object({
  plant: PlantId,
  flow: z.string(),
  since: Moment,
  until: Moment,
  ready: z.boolean(),
  because: z.array(z.string()),
  received: Count,
  judged: Count,
  /** Amounts that others booked and no message told of. */
  absent: Count,
  completeness: Share,
  matching: Count,
  compared: Count,
  match: Share,
  exceptions: Share,
  troubles: z.array(z.object({ code: z.string(), count: Count, sentence: z.string() })),
  latency: z.object({ p50: Seconds, p95: Seconds, p99: Seconds }).nullable(),
  target: z.object({ p95: Seconds, p99: Seconds }),
  thresholds: z.object({
    completeness: z.string(),
    match: z.string(),
    exceptions: z.string(),
    timeTolerance: z.string(),
  }),
  /** What differs, the first 500. */
  differences: z.array(
    z.object({
      order: z.string(),
      label: z.string(),
      kind: z.enum(bookedKinds),
      item: z.string().nullable(),
      operation: z.string().nullable(),
      hub: Quantity.nullable().describe('Nothing was told of it where null'),
      others: Quantity.nullable().describe('Nobody booked anything of it where null'),
      messages: z.array(z.uuid()),
      documents: z.array(z.object({ label: z.string(), link: z.string(), by: z.string() })),
    }),
  ),
  isWhole: z.boolean().describe('Whether the ledger told all that was booked in this time'),
})
export type ReadinessView = z.infer<typeof ReadinessView>

export const ReadinessList = z.object({ items: z.array(ReadinessView) }).meta({ id: 'ReadinessList' })
export type ReadinessList = z.infer<typeof ReadinessList>
