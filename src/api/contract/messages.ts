import { z } from 'zod'
import { ExceptionRow } from './exceptions.ts'
import { Count, Moment, PlantId, Seconds } from './words.ts'

export const progresses = ['received', 'waiting', 'asking', 'stopped', 'sending', 'closed'] as const

/** A wait always ends: by what is waited for, or at its moment, in front of somebody. */
const Waiting = z.object({ what: z.string(), until: Moment.nullable() })

export const MessageRow = z.object({
  messageId: z.uuid(),
  plant: PlantId,
  type: z.string(),
  title: z.string().describe('The type in a person’s words'),
  source: z.string(),
  id: z.string(),
  subject: z.string().describe('What it is about: the order’s label where known'),
  stream: z.string(),
  key: z.string(),
  occurredAt: Moment,
  receivedAt: Moment,
  progress: z.enum(progresses),
  verdict: z.string().nullable(),
  code: z.string().nullable(),
  sentence: z.string().nullable(),
  correlation: z.string(),
  duplicates: Count,
  waiting: Waiting.nullable().describe('What it waits for and until when, where it waits'),
})
export type MessageRow = z.infer<typeof MessageRow>

/** What the list of messages may be narrowed to; every number on Today opens the events behind it with these. */
export const MessageQuery = z.strictObject({
  /** One box: id, subject or key, lot or serial, correlation id. */
  q: z.string().max(200).optional(),
  type: z.string().max(128).optional(),
  /** One or several, joined by commas: `received,waiting`. */
  progress: z
    .string()
    .regex(new RegExp(`^(${progresses.join('|')})(,(${progresses.join('|')}))*$`))
    .optional(),
  plant: PlantId.optional(),
  code: z.string().max(64).optional(),
  flow: z.string().max(64).optional(),
  /** Received from this moment on, and before that one. */
  since: Moment.optional(),
  until: Moment.optional(),
  /** Only what was delivered more than once. */
  repeated: z.literal('yes').optional(),
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
export type MessageQuery = z.infer<typeof MessageQuery>

export const MessageList = z
  .object({ items: z.array(MessageRow), next: z.string().nullable() })
  .meta({ id: 'MessageList' })
export type MessageList = z.infer<typeof MessageList>

export const RunView = z.object({
  attempt: z.int(),
  flow: z.string(),
  flowVersion: z.string(),
  verdict: z.string(),
  code: z.string().nullable(),
  sentence: z.string(),
  decidedAt: Moment,
  facts: z
    .array(
      z.object({
        name: z.string(),
        port: z.string(),
        operation: z.string(),
        argument: z.unknown(),
        answer: z.unknown(),
        readAt: Moment,
      }),
    )
    .nullable()
    .describe('null: erased by the plant’s rule'),
})

export type RunView = z.infer<typeof RunView>

export const EffectView = z.object({
  intentId: z.uuid(),
  effectKey: z.string(),
  system: z.string(),
  operation: z.string(),
  state: z.enum(['planned', 'sent', 'confirmed', 'in-doubt', 'refused', 'shadowed']),
  attempts: Count,
  plannedAt: Moment,
  sentAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  body: z.unknown(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  documents: z.array(
    z.object({ kind: z.string(), id: z.string(), label: z.string().optional(), link: z.string().optional() }),
  ),
  /** True when a repeated call found that an earlier one had booked it. */
  known: z.boolean().nullable(),
  failure: z.object({ class: z.string(), code: z.string(), sentence: z.string() }).nullable(),
})
export type EffectView = z.infer<typeof EffectView>

/** What a system sent in its own words, as it was received, and what it became. */
export const WireRecord = z.object({
  sha256: z.string(),
  fieldTable: z.string(),
  plant: PlantId,
  system: z.string(),
  receivedAt: Moment,
  text: z.string(),
  became: z.array(z.object({ messageId: z.uuid(), title: z.string(), id: z.string(), progress: z.enum(progresses) })),
})
export type WireRecord = z.infer<typeof WireRecord>

export const Journey = z
  .object({
    message: MessageRow,
    clocks: z.object({
      occurred: Moment,
      recorded: Moment.nullable(),
      received: Moment,
      decided: Moment.nullable(),
      applied: Moment.nullable(),
    }),
    receivedFrom: z.string(),
    actor: z.string().nullable(),
    origin: z.string(),
    traceparent: z.string().nullable(),
    waiting: Waiting.nullable(),
    /** The event as it was received; null once it was erased. */
    event: z.unknown(),
    /** When what it said was erased, and how long it had been kept by the rule, in seconds. */
    erased: z.object({ at: Moment, keptFor: Seconds }).nullable(),
    /** What the event was made of, where its system speaks in its own words. */
    wire: WireRecord.nullable(),
    runs: z.array(RunView),
    effects: z.array(EffectView),
    exceptions: z.array(z.lazy(() => ExceptionRow)),
    /** Who did something about it, from the audit trail. */
    trail: z.array(z.object({ at: Moment, actor: z.string(), action: z.string(), sentence: z.string() })),
    /** Other messages of the same lane, for walking back and forth. */
    related: z.array(
      z.object({ messageId: z.uuid(), title: z.string(), occurredAt: Moment, progress: z.enum(progresses) }),
    ),
  })
  .meta({ id: 'Journey' })
export type Journey = z.infer<typeof Journey>
