import type { Json } from '#kernel/canonical-json'
import type { Duration, Instant } from '#kernel/time'
import type { AuditEntry } from '#governance/audit'
import type { Message } from '#model/message'
import type { Receipt, Urgency } from '#model/ports/port'
import type { Mode } from './runs/mode.ts'

/**
 * The named database operations the engine stands on. Each is one transaction: it happened whole or not at all, and a
 * call that fails with `Unanswered` may have happened. PostgreSQL keeps this promise in `postgres/`, the simulation
 * keeps it in memory; one contract suite runs against both.
 *
 * Leases and readiness are judged by the database's own clock, so that no machine's clock decides who may work.
 */
export interface Store {
  /**
   * Writes messages down once. Answers in the order of the question, after the commit is durable. What came in one record
   * is accepted whole: when one of its messages contradicts an earlier one, `Refused` and nothing is written.
   */
  accept(messages: readonly NewMessage[]): Promise<readonly Acceptance[]>

  /** Takes lanes that have ready work and no living owner: of the most urgent those that wait longest, and no others. */
  claimLanes(claim: LaneClaim): Promise<readonly ClaimedLane[]>
  /** Commits what the runs of claimed lanes decided and lets the lanes go. A lane whose fence moved commits nothing. */
  commitRuns(owner: string, lanes: readonly LaneCommit[]): Promise<RunsCommitted>

  /** Which of these systems have effects to send that nobody holds, and how urgent the most urgent are. */
  systemsToSend(systems: readonly string[]): Promise<readonly ToSend[]>
  /** Takes conflict keys of one system that have effects to send, and marks those effects as sent before they are. */
  claimEffects(claim: EffectClaim): Promise<readonly ClaimedConflict[]>
  /** Commits what the system answered and lets the conflict keys go. A key whose fence moved commits nothing. */
  commitAnswers(owner: string, conflicts: readonly ConflictCommit[]): Promise<AnswersCommitted>

  /** Keeps the leases of what is being worked on alive; one that was let go or taken over is left alone. */
  renewLeases(held: Leases, lease: Duration): Promise<void>
  /** Lets go what a failed turn held, without a commit and without a death; likewise for what is another's by now. */
  giveBack(held: Leases): Promise<void>

  /** What earlier events of a source became, for reversals and for closing an order. */
  readPostings(questions: readonly PostingQuestion[]): Promise<readonly Postings[]>

  /** How a source has numbered what it said about things, in the order of the questions. */
  readSequences(questions: readonly SequenceQuestion[]): Promise<readonly Sequences[]>
}

/** A message on its way in; the store gives it its place in the lane. */
export type NewMessage = Message & {
  /** SHA-256 of what makes it another event, as hexadecimal digits. */
  readonly payloadHash: string
  /** The whole event as JSON text, as it was received. */
  readonly eventText: string
  /** A reminder: it is judged after this while, not at once. */
  readonly after?: Duration
  /** The bytes behind `wire`, when they come for the first time. */
  readonly sent?: { readonly bytes: Uint8Array; readonly fieldTable: string }
}

export type Acceptance =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'duplicate'; readonly messageId: string }
  /** The same id with other content: nothing was stored but the fact. */
  | { readonly kind: 'conflict'; readonly messageId: string }

export interface Fenced<Id> {
  /** Those whose lease had been taken over meanwhile; nothing was written for them. */
  readonly lost: readonly Id[]
}

export interface RunsCommitted extends Fenced<number> {
  /** There is something to judge now, in these lanes or in others that they told something. */
  readonly toJudge: boolean
}

export interface AnswersCommitted extends Fenced<number> {
  /** There is something to judge now that the answers told, or that waited for them. */
  readonly toJudge: boolean
  /** There is something to send now under the same conflict keys. */
  readonly toSend: boolean
}

export interface ToSend {
  readonly system: string
  readonly urgency: Urgency
}

/** A lane or conflict key as it was taken: the number of the taking is its fence. */
export interface Lease {
  readonly id: number
  readonly epoch: number
}

export interface Leases {
  readonly lanes: readonly Lease[]
  readonly conflicts: readonly Lease[]
}

export interface LaneClaim {
  readonly owner: string
  readonly urgencies: readonly Urgency[]
  readonly lanes: number
  readonly messagesPerLane: number
  /** Of all lanes together: each gets an equal share of them, and one at least. */
  readonly messages: number
  readonly lease: Duration
  /** One lane at most, with one message: of those whose last two owners died while they held them, and of no others. */
  readonly alone?: boolean
}

/** How many messages of each lane a claim brings that got so many lanes. */
export const shareOf = ({ messagesPerLane, messages, alone }: LaneClaim, lanes: number): number =>
  alone ? 1 : Math.max(1, Math.min(messagesPerLane, Math.floor(messages / lanes)))

export interface ClaimedLane {
  readonly laneId: number
  readonly epoch: number
  /** As urgent as what is most urgent in it, also where that stands behind others. */
  readonly urgency: Urgency
  readonly work: readonly ClaimedMessage[]
  /** How many processes in a row died while they judged this one message alone. */
  readonly killed?: number
  readonly files: readonly CaseFile[]
}

export interface ClaimedMessage {
  readonly message: Message
  /** As which it came in its lane. */
  readonly seq: number
  /** How often it was judged before. */
  readonly attempts: number
  /** When waiting: until when it may, for each reason it has met. */
  readonly waits?: Waits
  /** A person's decision that travels with a retry: a corrected body, a permitted override. */
  readonly ruling?: Ruling
}

/** Reasons to wait, by the code under which somebody is told in the end, each with its end. */
export type Waits = Readonly<Record<string, Instant>>

/** What a person decided about a message before it was judged again. */
export interface Ruling {
  readonly by: string
  readonly reason: string
  readonly body?: Json
  readonly permits?: readonly string[]
  /** Rules that a person has set aside for this message, each until a moment. */
  readonly forced?: readonly { readonly code: string; readonly until: Instant }[]
  readonly skip?: boolean
  /** How often it had been judged when the person ruled: it gets its tries anew. */
  readonly since?: number
  /** A question was answered with yes: hash of the intentions that were approved. */
  readonly approved?: string
  /** A question was answered with no. */
  readonly denied?: boolean
}

export interface CaseFile {
  readonly plant: string
  readonly kind: string
  readonly key: string
  readonly state: string
  readonly version: number
  readonly data: Json
}

/** What one lane's work came to. */
export interface LaneCommit {
  readonly laneId: number
  readonly epoch: number
  readonly runs: readonly RunRecord[]
  /** Messages that could not be judged, because an owner could not be asked; they come again. */
  readonly deferred: readonly { readonly messageId: string; readonly again: Duration; readonly because: string }[]
  /** Transitions among those that let go first what their source numbered before them and what came after them. */
  readonly yielding: readonly string[]
  readonly files: readonly CaseFile[]
  readonly intents: readonly NewIntent[]
  readonly exceptions: readonly NewException[]
  /** What the runs tell: reminders of the hub to itself, and events that a record meant. None may contradict an earlier one. */
  readonly messages: readonly NewMessage[]
  readonly approvals: readonly NewApproval[]
  /** Troubles raised by reminders that are over. */
  readonly settled: readonly SettledTrouble[]
  readonly audit: readonly AuditEntry[]
  /** Waiting messages of the lane are judged again at once, because the case they wait for has moved. */
  readonly wakesWaiting: boolean
}

export interface SettledTrouble {
  readonly plant: string
  readonly subject: string
  readonly code: string
  readonly reminder: string
  readonly at: Instant
}

export type Verdict = 'accepted' | 'flagged' | 'held' | 'asked' | 'refused' | 'failed' | 'skipped'

/** One judgement of one message, and what becomes of the message. */
export interface RunRecord {
  readonly message: Message
  readonly attempt: number
  readonly flow: string
  readonly flowVersion: string
  /** Whether the flow worked in earnest, on paper or not at all. */
  readonly mode: Mode
  /** Version of the rules it was judged by. */
  readonly rules?: number
  readonly verdict: Verdict
  readonly code?: string
  readonly sentence: string
  readonly facts: Json
  readonly outcome: Json
  readonly decidedAt: Instant
  readonly becomes: Progress
}

export type Progress =
  | { readonly progress: 'closed' }
  | { readonly progress: 'received'; readonly again: Duration }
  | {
      readonly progress: 'waiting'
      readonly again: Duration
      readonly what: string
      readonly until: Instant
      readonly waits: Waits
    }
  | { readonly progress: 'asking' }
  | { readonly progress: 'stopped' }

export interface NewIntent {
  readonly intentId: string
  readonly effectKey: string
  readonly plant: string
  readonly system: string
  readonly port: string
  readonly operation: string
  readonly urgency: Urgency
  readonly conflict: string
  readonly messageId: string
  readonly flow: string
  /** Whether a confirmation is told to the flow as a message; a refusal always is. */
  readonly answers: boolean
  readonly correlation: string
  readonly traceparent?: string
  readonly actor?: string
  readonly occurredAt: Instant
  readonly body: Json
  readonly mode: 'live' | 'shadow'
  readonly plannedAt: Instant
  /** Of an effect that stands in its system already: it is kept as confirmed and sent to nobody. */
  readonly receipt?: Receipt
}

export interface NewException {
  readonly exceptionId: string
  readonly plant: string
  readonly code: string
  readonly ownerRole: string
  readonly messageId: string
  readonly intentId?: string
  readonly flow: string
  readonly subject: string
  readonly sentence: string
  readonly suggestion?: string
  readonly openedAt: Instant
}

export interface NewApproval {
  readonly approvalId: string
  readonly plant: string
  readonly messageId: string
  readonly flow: string
  readonly role: string
  readonly question: string
  readonly shown: Json
  readonly yes: Json
  readonly askedAt: Instant
  readonly expiresAt?: Instant
}

export interface EffectClaim {
  readonly owner: string
  readonly system: string
  readonly urgencies: readonly Urgency[]
  /** How many at most. */
  readonly effects: number
  readonly lease: Duration
}

export interface ClaimedConflict {
  readonly conflictId: number
  readonly epoch: number
  readonly effects: readonly ClaimedEffect[]
}

export interface ClaimedEffect extends NewIntent {
  /** Which try this is, from 1. */
  readonly attempt: number
  /** True when an earlier try was sent and nobody knows what came of it. */
  readonly inDoubt: boolean
  /** When the last of those tries was sent, by the database's clock: which try that was, not how long ago. */
  readonly doubtedAt?: Instant
  readonly laneId: number
  readonly stream: Message['stream']
  readonly key: string
  /** The event that wanted it. */
  readonly event: { readonly source: string; readonly id: string; readonly type: string }
}

export interface ConflictCommit {
  readonly conflictId: number
  readonly epoch: number
  /** The lanes whose messages planned the answered effects. */
  readonly laneIds: readonly number[]
  readonly answers: readonly EffectAnswer[]
  readonly exceptions: readonly NewException[]
  /** Answers as messages to the case that asked. */
  readonly messages: readonly NewMessage[]
  readonly audit: readonly AuditEntry[]
}

export type EffectAnswer = { readonly intentId: string; readonly answeredAt: Instant } & (
  | { readonly state: 'confirmed'; readonly receipt: Receipt }
  | { readonly state: 'refused'; readonly failure: FailureRecord }
  /** Nothing happened there: the same again, later. */
  | { readonly state: 'planned'; readonly again: Duration; readonly failure: FailureRecord }
  /** It may have happened: look first, later. */
  | { readonly state: 'in-doubt'; readonly again: Duration; readonly failure: FailureRecord }
)

export interface FailureRecord {
  readonly class: 'Unavailable' | 'Unanswered' | 'Refused'
  readonly code: string
  readonly sentence: string
}

/** A numbered message and its place in its lane. */
export type SequenceQuestion = Pick<Message, 'plant' | 'stream' | 'key' | 'source' | 'nature'> & {
  readonly number: number
  readonly seq: number
}

/** What its source numbered before it; only text of digits counts. */
export interface Sequences {
  /** The highest number below it of a transition that is over, or 0: what was missing before that is not waited for. */
  readonly passed: number
  /** The highest number that came before it in the lane, or 0: whatever is missing below that was missed then. */
  readonly reached: number
  /** Whether transitions with a number below it came after it and are not over: their turn is before it. */
  readonly late: boolean
  /** The numbers below it that have come, upwards: above `reached`, and for a transition also above `passed`. */
  readonly numbers: readonly number[]
}

export type PostingQuestion =
  | { readonly kind: 'event'; readonly plant: string; readonly source: string; readonly id: string }
  | { readonly kind: 'lane'; readonly plant: string; readonly stream: string; readonly key: string }

/** A past event with what became of it. */
export interface Posting {
  readonly messageId: string
  /** Its place in its lane: a transition never waits for one behind it. */
  readonly seq: number
  readonly nature: Message['nature']
  readonly source: string
  readonly id: string
  readonly type: string
  readonly body: Json
  readonly progress: Progress['progress'] | 'received'
  readonly effects: readonly { readonly effectKey: string; readonly operation: string; readonly state: string }[]
}

export type Postings = readonly Posting[]
