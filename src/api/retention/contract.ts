import { z } from 'zod'
import { contents } from '#governance/contents'
import { Count, Moment, PlantId, Reason, Seconds } from '../contract/words.ts'

export const HoldWish = z
  .strictObject({
    plant: PlantId,
    about: z
      .strictObject({ stream: z.string().min(1).max(64), key: z.string().min(1).max(128) })
      .optional()
      .describe('All that is about one thing, for example production-order and odoo.42; the whole plant where absent'),
    reason: Reason,
  })
  .meta({ id: 'HoldWish' })
export type HoldWish = z.infer<typeof HoldWish>

export const HoldRelease = z.strictObject({ reason: Reason }).meta({ id: 'HoldRelease' })

export const HoldView = z.object({
  holdId: z.uuid(),
  plant: PlantId,
  about: z.object({ stream: z.string(), key: z.string() }).nullable(),
  reason: z.string(),
  placedBy: z.string(),
  placedAt: Moment,
  released: z.object({ by: z.string(), at: Moment, reason: z.string() }).nullable(),
  mayRelease: z.boolean(),
})
export type HoldView = z.infer<typeof HoldView>

/** What is kept for how long, what was erased, and what must not be. */
export const Retention = z
  .object({
    kept: z.array(
      z.object({
        plant: PlantId,
        content: z.enum(contents),
        keptFor: Seconds.nullable().describe('null: for ever'),
        sweptAt: Moment.nullable().describe('When it was last looked through to the end'),
      }),
    ),
    erased: z.array(
      z.object({
        plant: PlantId,
        content: z.enum(contents),
        keptFor: Seconds,
        /** The first version of the rules that said so. */
        rules: z.int(),
        items: Count,
        acts: Count.describe('Each has a proof of its own'),
        oldest: Moment,
        newest: Moment,
        at: Moment,
      }),
    ),
    holds: z.array(HoldView),
    mayPlace: z.array(PlantId),
  })
  .meta({ id: 'Retention' })
export type Retention = z.infer<typeof Retention>
