import { z } from 'zod'
import { Count, Moment, PlantId, Reason } from './words.ts'

export const ExceptionRow = z.object({
  exceptionId: z.uuid(),
  plant: PlantId,
  code: z.string(),
  ownerRole: z.string(),
  messageId: z.uuid(),
  title: z.string().describe('The event in a person’s words'),
  subject: z.string(),
  sentence: z.string(),
  suggestion: z.string().nullable(),
  openedAt: Moment,
  assignedTo: z.string().nullable(),
  closedAt: Moment.nullable(),
  closedBy: z.string().nullable(),
  resolution: z.string().nullable(),
  reason: z.string().nullable(),
  /** What may be done about it by the person who asks. */
  may: z.array(z.enum(['assign', 'retry', 'correct', 'skip', 'override'])),
  /** The payload as it stands, for correcting. */
  body: z.unknown(),
})
export type ExceptionRow = z.infer<typeof ExceptionRow>

export const ExceptionList = z
  .object({
    groups: z.array(
      z.object({
        code: z.string(),
        meaning: z.string().describe('The code in a sentence'),
        count: Count,
        oldest: Moment,
        items: z.array(ExceptionRow),
      }),
    ),
  })
  .meta({ id: 'ExceptionList' })
export type ExceptionList = z.infer<typeof ExceptionList>

const exceptionIds = { ids: z.array(z.uuid()).min(1).max(500) }

export const ExceptionAction = z
  .discriminatedUnion('action', [
    z.strictObject({ ...exceptionIds, action: z.literal('assign'), to: z.string().max(64).nullable() }),
    z.strictObject({ ...exceptionIds, action: z.literal('retry'), reason: Reason.optional() }),
    /** A corrected payload for one message; the original stays in the journal. */
    z.strictObject({
      ...exceptionIds,
      action: z.literal('correct'),
      body: z.record(z.string(), z.unknown()),
      reason: Reason,
    }),
    z.strictObject({ ...exceptionIds, action: z.literal('skip'), reason: Reason }),
    /** Judged again with the rule that stopped it set aside, by name and reason, for a while. */
    z.strictObject({
      ...exceptionIds,
      action: z.literal('override'),
      reason: Reason,
      hours: z.int().min(1).max(720).default(24).describe('How long the rule stays set aside for it'),
    }),
  ])
  .meta({ id: 'ExceptionAction' })
export type ExceptionAction = z.infer<typeof ExceptionAction>

/** Each item is judged by itself: what could be done was done. */
export const ActionResult = z
  .object({ done: Count, refused: z.array(z.object({ id: z.uuid(), code: z.string(), sentence: z.string() })) })
  .meta({ id: 'ActionResult' })
export type ActionResult = z.infer<typeof ActionResult>
