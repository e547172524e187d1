import { z } from 'zod'
import { Count, Moment, PlantId, Reason } from '../contract/words.ts'

/** Which of the open exceptions of a plant are meant; all of them where nothing narrows it. */
export const ReplayFilter = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(10_000).optional(),
  code: z.string().max(64).optional(),
  flow: z.string().max(64).optional(),
  /** Opened from this moment on, and before that one. */
  since: Moment.optional(),
  until: Moment.optional(),
})

const wish = {
  plant: PlantId,
  filter: ReplayFilter,
  facts: z
    .enum(['now', 'recorded'])
    .default('now')
    .describe('now: the owners are asked again; recorded: by what they said the last time, else unknown'),
}

export const ReplayWish = z.strictObject(wish).meta({ id: 'ReplayWish' })

export const ReplayStart = z
  .strictObject({
    ...wish,
    reason: Reason,
    perMinute: z.int().min(1).max(6000).default(600).describe('How many are judged again in a minute'),
  })
  .meta({ id: 'ReplayStart' })

/** What would become of a message, or did; `unknown` where nobody can say. */
const Meaning = z.object({
  verdict: z.string().optional(),
  code: z.string().optional(),
  sentence: z.string().optional(),
  effects: z.array(z.object({ operation: z.string(), body: z.unknown() })).optional(),
  unknown: z.string().optional(),
})

export const ReplayPreview = z
  .object({
    items: Count,
    /** More than one person may start alone. */
    needsSecondPerson: z.boolean(),
    /** What they would come to, most first. */
    groups: z.array(
      z.object({
        verdict: z.string().describe('or unknown'),
        code: z.string().nullable(),
        /** Of the first of them. */
        sentence: z.string(),
        count: Count,
        effects: Count,
      }),
    ),
  })
  .meta({ id: 'ReplayPreview' })
export type ReplayPreview = z.infer<typeof ReplayPreview>

export const ReplayView = z.object({
  replayId: z.uuid(),
  plant: PlantId,
  filter: ReplayFilter,
  facts: z.enum(['now', 'recorded']),
  perMinute: Count,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Moment,
  state: z.enum(['asked', 'running', 'stopped', 'rejected', 'done']),
  answeredBy: z.string().nullable(),
  answeredAt: Moment.nullable(),
  answerReason: z.string().nullable(),
  finishedAt: Moment.nullable(),
  items: Count,
  tried: Count,
  /** Could not be judged again. */
  refused: Count,
  asPredicted: Count,
  otherwise: Count,
  /** Of which nothing could be predicted. */
  unknown: Count,
  may: z.array(z.enum(['approve', 'reject', 'stop'])),
})
export type ReplayView = z.infer<typeof ReplayView>

export const ReplayList = z.object({ items: z.array(ReplayView) }).meta({ id: 'ReplayList' })

export const ReplayDetail = ReplayView.extend({
  /** The first 200, those that came otherwise than predicted first. */
  parts: z.array(
    z.object({
      place: Count,
      messageId: z.uuid(),
      title: z.string(),
      key: z.string(),
      predicted: Meaning,
      triedAt: Moment.nullable(),
      refused: z.string().nullable(),
      actual: Meaning.nullable(),
      agrees: z.boolean().nullable(),
    }),
  ),
}).meta({ id: 'ReplayDetail' })

export const ReplayAnswer = z
  .strictObject({ answer: z.enum(['approve', 'reject', 'stop']), reason: Reason, password: z.string().min(1).max(200) })
  .meta({ id: 'ReplayAnswer' })

/** Takes back what an event booked, by the reversal that its kind has. */
export const Undo = z
  .strictObject({
    reason: Reason,
    quantity: z
      .strictObject({ value: z.string().max(32), uom: z.string().max(8) })
      .optional()
      .describe('The part that is taken back; all that is left of it where absent'),
  })
  .meta({ id: 'Undo' })

export const Undone = z
  .object({ messageId: z.uuid().describe('Of the reversal'), type: z.string() })
  .meta({ id: 'Undone' })
