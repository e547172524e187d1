import { z } from 'zod'
import { roles, rights } from '#governance/rights'

/**
 * What the console, the command line and other programs may ask the hub, and what they get. One source for the checks
 * at run time, for OpenAPI and for the console's types. Moments are RFC 3339 text in UTC; durations are seconds.
 */

const Moment = z.iso.datetime()
const Seconds = z.number().nonnegative()
const Count = z.int().nonnegative()
export const PlantId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/)

/** One sentence for a person: what, where, what now. The shape of every answer that is not a success (RFC 9457). */
export const Problem = z
  .object({
    status: z.int(),
    code: z.string(),
    title: z.string(),
    detail: z.string(),
    /** Where in what was sent, as JSON pointers. */
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

// Events in.

/** What the sender gets for each event of a request, in its order. */
export const Receipt = z
  .object({
    id: z.string().optional(),
    source: z.string().optional(),
    status: z.enum(['accepted', 'duplicate', 'conflict', 'refused']),
    /** The hub's own id of it; for a duplicate, that of the first. */
    messageId: z.uuid().optional(),
    code: z.string().optional(),
    sentence: z.string().optional(),
    errors: Problem.shape.errors,
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof Receipt>
export const Receipts = z.object({ receipts: z.array(Receipt) }).meta({ id: 'Receipts' })

// Who is asking.

export const Session = z
  .object({
    login: z.string(),
    name: z.string(),
    grants: z.array(z.object({ role: z.enum(roles), plant: z.string() })),
    /** The rights held in at least one plant: what the console shows. */
    rights: z.array(z.enum(rights)),
    plants: z.array(z.object({ id: PlantId, name: z.string(), timeZone: z.string() })),
    /** To be sent as `x-csrf-token` with everything that changes something. */
    csrf: z.string(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const SignIn = z.strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(200) })
/** The one-time link: makes the first administrator, or whoever was invited. */
export const Claim = z.strictObject({
  token: z.string().min(20).max(100),
  login: z.string().regex(/^[a-z0-9._-]{2,64}$/, 'two or more small letters, digits, dots, dashes'),
  name: z.string().min(1).max(100),
  password: z.string().min(12, 'at least 12 characters').max(200),
})

// Today: is my plant in step?

export const FlowHealth = z.object({
  flow: z.string(),
  purpose: z.string(),
  owner: z.string(),
  /** In the last 24 hours. */
  in: Count,
  out: Count,
  waiting: Count,
  failed: Count,
  /** From receipt to confirmation, of what was confirmed in the last 24 hours. */
  p50: Seconds.nullable(),
  p95: Seconds.nullable(),
  p99: Seconds.nullable(),
  target: z.object({ p95: Seconds, p99: Seconds }),
  /** Plants where it does not work in earnest. */
  held: z.array(z.object({ plant: PlantId, mode: z.enum(['off', 'shadow']) })),
  /** When the oldest unfinished message was received. */
  oldest: Moment.nullable(),
})
export type FlowHealth = z.infer<typeof FlowHealth>

export const SystemHealth = z.object({
  system: z.string(),
  title: z.string(),
  state: z.enum(['in-step', 'behind', 'unreachable']),
  /** What is the matter, for people. */
  sentence: z.string(),
  behind: z.object({ events: Count, seconds: Seconds }),
})
export type SystemHealth = z.infer<typeof SystemHealth>

export const Today = z
  .object({
    at: Moment,
    flows: z.array(FlowHealth),
    systems: z.array(SystemHealth),
    exceptions: z.object({ open: Count, oldest: Moment.nullable() }),
    approvals: z.object({ open: Count }),
    duplicates: Count,
    /** Messages accepted and effects confirmed per 5 minutes of the last 4 hours, oldest first. */
    pulse: z.array(z.object({ at: Moment, accepted: Count, confirmed: Count, refused: Count })),
  })
  .meta({ id: 'Today' })
export type Today = z.infer<typeof Today>

// Messages and their journeys.

export const progresses = ['received', 'waiting', 'asking', 'stopped', 'sending', 'closed'] as const

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
  facts: z.array(
    z.object({
      name: z.string(),
      port: z.string(),
      operation: z.string(),
      argument: z.unknown(),
      answer: z.unknown(),
      readAt: Moment,
    }),
  ),
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
    waiting: z.object({ what: z.string(), until: Moment.nullable() }).nullable(),
    /** The event as it was received. */
    event: z.unknown(),
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

// Exceptions: what needs me?

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
const reason = z.string().trim().min(3, 'say why, in a few words').max(500)

export const ExceptionAction = z
  .discriminatedUnion('action', [
    z.strictObject({ ...exceptionIds, action: z.literal('assign'), to: z.string().max(64).nullable() }),
    z.strictObject({ ...exceptionIds, action: z.literal('retry'), reason: reason.optional() }),
    /** A corrected payload for one message; the original stays in the journal. */
    z.strictObject({ ...exceptionIds, action: z.literal('correct'), body: z.record(z.string(), z.unknown()), reason }),
    z.strictObject({ ...exceptionIds, action: z.literal('skip'), reason }),
    /** Judged again with the rule that stopped it set aside, by name and reason. */
    z.strictObject({ ...exceptionIds, action: z.literal('override'), reason }),
  ])
  .meta({ id: 'ExceptionAction' })
export type ExceptionAction = z.infer<typeof ExceptionAction>

/** Each item is judged by itself: what could be done was done. */
export const ActionResult = z
  .object({ done: Count, refused: z.array(z.object({ id: z.uuid(), code: z.string(), sentence: z.string() })) })
  .meta({ id: 'ActionResult' })
export type ActionResult = z.infer<typeof ActionResult>

// Field tables: what does a system's own record mean?

const Speaker = z.object({ plant: PlantId, system: z.string(), title: z.string(), signs: z.boolean() })

export const FieldTableCard = z.object({
  table: z.string(),
  title: z.string(),
  version: z.string(),
  /** The systems whose records it reads. */
  speakers: z.array(Speaker),
  records: Count,
})
export type FieldTableCard = z.infer<typeof FieldTableCard>
export const FieldTableList = z.object({ items: z.array(FieldTableCard) }).meta({ id: 'FieldTableList' })
export type FieldTableList = z.infer<typeof FieldTableList>

const FieldRow = z.object({
  /** The field of the event that it writes. */
  row: z.string(),
  nth: Count,
  source: z.string(),
  /** What it does with what it finds, in words, in its order. */
  steps: z.array(z.string()),
})

export const FieldTableView = FieldTableCard.extend({
  kinds: z.array(
    z.object({
      record: z.string(),
      when: z.array(z.string()),
      each: z.string().nullable(),
      event: z.string(),
      title: z.string(),
      rows: z.array(FieldRow.extend({ required: z.boolean() })),
    }),
  ),
  ignored: z.array(z.array(z.string())),
  lists: z.array(
    z.object({ of: z.enum(['codes', 'units']), name: z.string(), entries: z.array(z.tuple([z.string(), z.string()])) }),
  ),
  /** Records that stand in the table with what they must become. */
  examples: z.array(z.object({ example: z.string(), text: z.string() })),
  /** The last record that was received, or the one that was asked for. */
  received: WireRecord.nullable(),
}).meta({ id: 'FieldTableView' })
export type FieldTableView = z.infer<typeof FieldTableView>

export const FieldProblem = z.object({
  record: z.string(),
  line: Count.optional(),
  row: z.string().optional(),
  source: z.string().optional(),
  /** Where in the record, as a JSON pointer. */
  pointer: z.string(),
  code: z.string(),
  sentence: z.string(),
})
export type FieldProblem = z.infer<typeof FieldProblem>

/** What a record would become, row by row; nothing is kept. */
export const RecordPreview = z
  .object({
    version: z.string(),
    /** `unmapped` is kept for a steward, `malformed` goes back to the sender. */
    kind: z.enum(['events', 'ignored', 'unmapped', 'malformed']),
    events: z.array(
      z.object({
        record: z.string(),
        line: Count.optional(),
        type: z.string(),
        title: z.string(),
        rows: z.array(
          FieldRow.extend({
            pointer: z.string().optional(),
            found: z.unknown().optional(),
            result: z.unknown().optional(),
            problem: FieldProblem.optional(),
          }),
        ),
        event: z.unknown().optional(),
        problems: z.array(FieldProblem),
      }),
    ),
    problems: z.array(FieldProblem),
  })
  .meta({ id: 'RecordPreview' })
export type RecordPreview = z.infer<typeof RecordPreview>

// Approvals: what waits for my name?

export const ApprovalRow = z.object({
  approvalId: z.uuid(),
  plant: PlantId,
  messageId: z.uuid(),
  flow: z.string(),
  role: z.string(),
  question: z.string(),
  shown: z.unknown(),
  shownHash: z.string(),
  askedAt: Moment,
  expiresAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  answeredBy: z.string().nullable(),
  answer: z.enum(['yes', 'no', 'expired']).nullable(),
  reason: z.string().nullable(),
  mine: z.boolean().describe('Whether the person who asks may answer'),
})
export type ApprovalRow = z.infer<typeof ApprovalRow>
export const ApprovalList = z.object({ items: z.array(ApprovalRow) }).meta({ id: 'ApprovalList' })
export type ApprovalList = z.infer<typeof ApprovalList>

/** Signed: the hash of exactly what was shown, and the password again. */
export const ApprovalAnswer = z
  .strictObject({ answer: z.enum(['yes', 'no']), reason, shownHash: z.string(), password: z.string().min(1).max(200) })
  .meta({ id: 'ApprovalAnswer' })
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>

// Orders.

const Amount = z.object({ value: z.string(), uom: z.string() })

export const OrderRow = z.object({
  key: z.string(),
  plant: PlantId,
  label: z.string(),
  itemName: z.string(),
  item: z.string(),
  state: z.string(),
  ordered: Amount,
  received: Amount,
  /** Booked in Odoo, of what was accepted. */
  booked: Amount,
  openExceptions: Count,
  waiting: Count,
  changedAt: Moment,
  link: z.string().nullable(),
})
export type OrderRow = z.infer<typeof OrderRow>
export const OrderList = z.object({ items: z.array(OrderRow), next: z.string().nullable() }).meta({ id: 'OrderList' })
export type OrderList = z.infer<typeof OrderList>

/** One event's part in a quantity. */
export const Contribution = z.object({
  messageId: z.uuid(),
  title: z.string(),
  id: z.string(),
  occurredAt: Moment,
  receivedFrom: z.string(),
  /** Signed: a reversal takes away. */
  quantity: Amount,
  effect: z.enum(['planned', 'sent', 'confirmed', 'in-doubt', 'refused', 'shadowed', 'none']),
  documents: EffectView.shape.documents,
})

export type Contribution = z.infer<typeof Contribution>

export const OrderView = z
  .object({
    order: OrderRow,
    origin: z.string().describe('live: told by its owner; reconciled: looked up because its release had not come'),
    components: z.array(
      z.object({
        item: z.string(),
        itemName: z.string(),
        required: Amount,
        used: Amount.describe('Issued by hand and used up by the hub, together'),
        issued: Amount.describe('Issued by hand, net of what was returned'),
        usedUp: Amount.describe('Used up by the hub with the reports, on top of what was issued'),
      }),
    ),
    operations: z.array(
      z.object({
        operation: z.string(),
        name: z.string(),
        workCenter: z.string(),
        completed: Amount,
        over: z.boolean(),
        clock: z
          .object({ isRunning: z.boolean(), since: Moment, reason: z.string().nullable() })
          .nullable()
          .describe('Since when it goes on or stands still; null where nobody said or it is over'),
        toRework: Amount.describe('Pieces that wait for rework or are in it'),
        ahead: z.boolean().describe('More is reported here than at the operation before; its reports clear it'),
      }),
    ),
    byproducts: z.array(
      z.object({ item: z.string(), itemName: z.string(), expected: Amount, received: Amount, costShare: z.string() }),
    ),
    yields: z.array(
      z.object({
        event: z.string(),
        batch: z.string(),
        input: Amount,
        output: Amount,
        loss: Amount,
        isBalanced: z.boolean(),
      }),
    ),
    /** The posting set: each part complete, or what is missing. */
    checklist: z.array(
      z.object({ part: z.string(), state: z.enum(['complete', 'open', 'missing', 'refused']), sentence: z.string() }),
    ),
    /** How the received quantity came about: `before` and the contributions add up to it; what was refused counts nothing. */
    produced: z.object({ total: Amount, before: Amount, contributions: z.array(Contribution) }),
    events: z.array(MessageRow),
    /** Read back from Odoo after the closing. */
    closing: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'OrderView' })
export type OrderView = z.infer<typeof OrderView>

/** Sent over `GET /api/v1/stream` (server-sent events, name `changed`): what to ask for again. */
export const Changed = z.object({
  at: Moment,
  topics: z.array(z.enum(['today', 'messages', 'exceptions', 'approvals', 'orders', 'rules', 'access'])),
})
export type Changed = z.infer<typeof Changed>
