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
export type ReplayWish = z.input<typeof ReplayWish>

export const ReplayStart = z
  .strictObject({
    ...wish,
    reason: Reason,
    perMinute: z.int().min(1).max(6000).default(600).describe('How many are judged again in a minute'),
  })
  .meta({ id: 'ReplayStart' })
export type ReplayStart = z.input<typeof ReplayStart>

/** What would become of a message, or did; `unknown` where nobody can say. */
const Meaning = z.object({
  verdict: z.string().optional(),
  code: z.string().optional(),
  sentence: z.string().optional(),
  effects: z.array(z.object({ operation: z.string(), body: z.unknown() })).optional(),
  unknown: z.string().optional(),
})

/** Who else has to agree, and why; nobody where it is null. */
const SecondPerson = z
  .object({ roles: z.array(z.string()).describe('Any one of them, in that plant'), because: z.string() })
  .nullable()

export const ReplayPreview = z
  .object({
    items: Count,
    secondPerson: SecondPerson,
    /** Of how many nobody can say what they would come to. */
    unknown: Count,
    /** What would be booked, most first. */
    effects: z.array(z.object({ operation: z.string(), count: Count })),
    /** What they would come to, most first; those of which nobody can say it, by what is missing. */
    groups: z.array(
      z.object({
        verdict: z.string().describe('or unknown'),
        code: z.string().nullable(),
        /** Of the first of them. */
        sentence: z.string(),
        count: Count,
        effects: Count,
        /** The first of them. */
        examples: z.array(z.object({ messageId: z.uuid(), title: z.string(), key: z.string() })).max(5),
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
  /** While it waits for somebody. */
  secondPerson: SecondPerson,
  may: z.array(z.enum(['approve', 'reject', 'stop'])),
})
export type ReplayView = z.infer<typeof ReplayView>

export const ReplayList = z.object({ items: z.array(ReplayView) }).meta({ id: 'ReplayList' })
export type ReplayList = z.infer<typeof ReplayList>

export const ReplayDetail = ReplayView.extend({
  /** How often each was predicted, and how often it came so far. */
  came: z.array(
    z.object({
      verdict: z.string().describe('or unknown'),
      code: z.string().nullable(),
      predicted: Count,
      actual: Count,
    }),
  ),
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
export type ReplayDetail = z.infer<typeof ReplayDetail>

/** A yes or no is signed with the password again; stopping is not, so that it takes no longer than it must. */
export const ReplayAnswer = z
  .discriminatedUnion('answer', [
    z.strictObject({ answer: z.literal('approve'), reason: Reason, password: z.string().min(1).max(200) }),
    z.strictObject({ answer: z.literal('reject'), reason: Reason, password: z.string().min(1).max(200) }),
    z.strictObject({ answer: z.literal('stop'), reason: Reason }),
  ])
  .meta({ id: 'ReplayAnswer' })
export type ReplayAnswer = z.infer<typeof ReplayAnswer>
