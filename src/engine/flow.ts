import type { z } from 'zod'
import type { Json } from '#kernel/canonical-json'
import type { Duration, Instant } from '#kernel/time'
import type { Calendar } from '#model/calendar'
import type { CloudEvent, Message } from '#model/message'
import type { Intention, Reading, Receipt } from '#model/ports/port'

/** What a decision may look at. All of it is recorded; none of it can be changed from here. */
export interface Situation<Body, Facts, File> {
  readonly message: Message
  readonly body: Body
  /** Answers to what `facts` asked, by the same names; a Failure's record where the owner said no. */
  readonly facts: Facts
  /** The case as it is before this message, or undefined when it has none yet. */
  readonly file: { readonly state: string; readonly data: File } | undefined
  readonly now: Instant
  /** Policies of the plant, the versions that were valid. */
  readonly policy: Policy
  /** What a person permitted for this message, for example `OVER_COMPLETION`. */
  readonly permits: readonly string[]
  /** The system of record for what the message writes, where it is another than the one that sent it. */
  readonly owner?: string | undefined
  /** Who ruled about the message last, and why. */
  readonly ruled?: { readonly by: string; readonly reason: string } | undefined
  /** Whether a system of the plant keeps the port, so that a flow does not ask for what nobody does. */
  readonly keeps: (port: { readonly portName: string }) => boolean
}

/** Rules of a plant that decisions use; values only, so that a record of them explains the decision. */
export interface Policy {
  /** Over-completion: flagged above the first share of the order, refused above the second. Decimal text, "0.02" is 2 %. */
  readonly overCompletion: { readonly flagAbove: string; readonly refuseAbove: string }
  readonly overConsumption: { readonly flagAbove: string; readonly refuseAbove: string }
  /** What may be used in the place of what, as people say it: `PAINT-B for PAINT-A at 1.2 up to 50 %`. */
  readonly substitutes: readonly string[]
  /** What becomes of an issue from a lot that should not be used, or cannot be. */
  readonly lots: LotRules
  /** When the plant works, by the clock of its zone. */
  readonly calendar: Calendar
  readonly timeZone: string
  readonly windows: {
    /** A maintenance window that would take longer is refused. */
    readonly longest: Duration
  }
  readonly breakdowns: {
    /** Reports of one asset within this time are about one failure. */
    readonly sameFailure: Duration
    /** How long a repair is thought to take while nobody says when it is over. */
    readonly repair: Duration
  }
  readonly replanning: ReplanPolicy
  readonly purchasing: {
    /** Components that nothing covers: asked of the buyer by itself, once a person has said yes, or by people alone. */
    readonly demand: 'auto' | 'ask' | 'off'
    /** How long the buyer's system may leave it unanswered before a person is told. */
    readonly unanswered: Duration
  }
  /** How far the clock of a source may be off before somebody is told. */
  readonly clockSkew: Duration
  /** How far a batch may be out of balance, as a share of what went in. */
  readonly massTolerance: string
  /** One person at two operations at one time: stopped in front of somebody, or taken as it is. */
  readonly personOverlap: 'refuse' | 'allow'
  /** Components used up by the hub itself: beyond what their owner says, by item (`SCREW-*`), and from which lots. */
  readonly backflush: { readonly items: readonly string[]; readonly lots: 'named' | 'first-to-expire' }
  /** How long after a report one person may take it back; later a second one has to agree. */
  readonly undo: { readonly alone: Duration }
  /** How long a report waits for its release, a reversal for its original, a close for open reports, a release for its acknowledgement. */
  readonly patience: {
    readonly release: Duration
    readonly original: Duration
    readonly close: Duration
    readonly acknowledgement: Duration
    /** How long an operation may be ahead of the one before it. */
    readonly predecessor: Duration
    /** How long an operation may stand still. */
    readonly standstill: Duration
    /** How long what changes a state waits for the events its source numbered before it. */
    readonly sequence: Duration
    /** How long a report of work waits for a hold on its order to be lifted. */
    readonly hold: Duration
    /** How long after its planned end a confirmation may stay away. */
    readonly confirmation: Duration
    /** How long two systems may count a storeroom otherwise: what was just used is on its way to the books. */
    readonly count: Duration
    /** How long a change by somebody who does not own the field waits for an answer. */
    readonly proposal: Duration
  }
}

/** Who decides on a new plan: a planner each time, or the hub where so little moves that the plant leaves it to it. */
export interface ReplanPolicy {
  readonly mode: 'off' | 'review' | 'auto'
  /** By itself at most so many operations are moved, and so much is lost with promises. */
  readonly autoMoves: number
  readonly autoLate: number
  /** Whether it may move urgent orders by itself. */
  readonly autoUrgent: 'yes' | 'no'
}

/** Stopped in front of somebody; asked for and booked after a yes; or booked and flagged. */
export type LotRule = 'refuse' | 'ask' | 'flag'

interface LotRules {
  readonly expired: LotRule
  readonly held: LotRule
  /** No ledger books what it has no lot of: somebody may mend that there before saying yes, and nothing else helps. */
  readonly ofAnotherItem: 'refuse' | 'ask'
  readonly unknown: 'refuse' | 'ask'
  /** Taken from whoever has reserved it, without a word; or as the others. */
  readonly reserved: LotRule | 'take'
}

/** A question that was answered with a refusal by the owner: a fact like any other. */
export interface RefusedFact {
  readonly refused: { readonly code: string; readonly sentence: string }
}

export const wasRefused = (fact: unknown): fact is RefusedFact =>
  typeof fact === 'object' && fact !== null && 'refused' in fact

/** The answer to each question; a question that was not asked has none. */
type FactsOf<Asked> = {
  readonly [K in keyof Asked]: Asked[K] extends Reading<infer Answer>
    ? Answer | RefusedFact
    : Asked[K] extends Reading<infer Answer> | undefined
      ? Answer | RefusedFact | undefined
      : undefined
}

/** What a decision comes to: a verdict a person can read, and what follows from it as data. */
export interface Outcome<File = unknown> {
  readonly verdict: 'accepted' | 'flagged' | 'held' | 'asked' | 'refused'
  readonly code?: string
  readonly sentence: string
  readonly file?: { readonly state: string; readonly data: File }
  readonly intents?: readonly Intention[]
  /** Effects that stand in their system already: kept as confirmed, and sent to nobody. */
  readonly standing?: readonly (Intention & { readonly receipt: Receipt })[]
  /** What the message meant, as events of the catalogue: accepted with the run, all or none. */
  readonly events?: readonly CloudEvent[]
  /** For `held`: what it waits for, how long at most, and what becomes of it then. */
  readonly wait?: { readonly what: string; readonly atMost: Duration; readonly otherwise: Trouble }
  /**
   * For `asked`: who may answer, what is shown, what a yes does. After a yes the message is judged again with the permit
   * `APPROVED`; what it intends then must be exactly `yes`, or it stops. After a no it ends.
   */
  readonly question?: {
    readonly role: string
    readonly text: string
    readonly shown: Json
    readonly yes: readonly Intention[]
    /** What a yes permits when the message is judged again. */
    readonly permits?: readonly string[]
    /** After this while nobody's answer is a no. */
    readonly atMost?: Duration
  }
  /** The flow is asked again after a while, whatever happened meanwhile; once for each name. */
  readonly reminders?: readonly { readonly name: string; readonly after: Duration }[]
  /** Troubles of the case that a reminder had raised and that are over with this. */
  readonly settles?: readonly { readonly code: string; readonly reminder: string }[]
  /** Something a person must look at, although (flagged) or because (refused). */
  readonly trouble?: Trouble
}

export interface Trouble {
  readonly code: string
  readonly owner: Role
  readonly sentence: string
  readonly suggestion?: string
}

/** Who answers for a class of trouble (domain roles, mapped to console roles by governance). */
export type Role = 'supervisor' | 'planner' | 'quality' | 'warehouse' | 'controller' | 'steward' | 'integration'

/** What an effect came to, told to the flow that wanted it. */
export interface EffectAnswered {
  readonly operation: string
  readonly effectKey: string
  readonly state: 'confirmed' | 'refused'
  readonly body: Json
  readonly failure?: { readonly code: string; readonly sentence: string }
  readonly receipt?: Json
  /** The event that wanted the effect. */
  readonly event: { readonly source: string; readonly id: string; readonly type: string }
}

/** A reminder that has come due. */
export interface Reminder {
  readonly flow: string
  readonly name: string
}

/** One business use case, as data and pure functions. */
export interface Flow {
  readonly name: string
  readonly version: string
  readonly purpose: string
  readonly owner: Role
  readonly on: readonly string[]
  readonly target: { readonly p95: Duration; readonly p99: Duration }
  /** Whether confirmations come back as messages; refusals always do. */
  readonly hearsConfirmations: boolean
  readonly facts: (
    message: Message,
    body: never,
    file: { readonly state: string; readonly data: never } | undefined,
  ) => Record<string, Reading<unknown>>
  readonly decide: (situation: Situation<never, never, never>) => Outcome
  readonly answered: (situation: Situation<EffectAnswered, never, never>) => Outcome
  readonly due: (situation: Situation<Reminder, never, never>) => Outcome
  /** What a no to its question leaves; where a flow does not say, the message ends. */
  readonly denied?: (situation: Situation<never, never, never>) => Outcome
  /** It asks whoever owns what the message writes by itself; for others the engine does. */
  readonly asksOwner: boolean
  readonly body: z.ZodType
}

export function defineFlow<
  Body,
  File,
  Asked extends Record<string, Reading<unknown> | undefined> = Record<never, never>,
>(flow: {
  readonly name: string
  readonly version: string
  readonly purpose: string
  readonly owner: Role
  readonly on: readonly string[]
  readonly body: z.ZodType<Body>
  readonly target: { readonly p95: Duration; readonly p99: Duration }
  readonly hearsConfirmations?: boolean
  /** Questions whose answers the decision needs; one that is undefined is not asked. */
  readonly facts?: (
    message: Message,
    body: Body,
    file: { readonly state: string; readonly data: File } | undefined,
  ) => Asked
  readonly decide: (situation: Situation<Body, FactsOf<Asked>, File>) => Outcome<File>
  readonly answered: (situation: Situation<EffectAnswered, Record<never, never>, File>) => Outcome<File>
  readonly due?: (situation: Situation<Reminder, Record<never, never>, File>) => Outcome<File>
  readonly denied?: (situation: Situation<Body, Record<never, never>, File>) => Outcome<File>
  readonly asksOwner?: boolean
}): Flow {
  const due = () => ({ verdict: 'accepted', sentence: 'Nothing to do.' })
  return { hearsConfirmations: false, asksOwner: false, facts: () => ({}), due, ...flow } as unknown as Flow
}
