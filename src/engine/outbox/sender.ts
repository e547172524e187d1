import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import { type Duration, type Instant, seconds } from '#kernel/time'
import { spanWithin } from '#kernel/trace'
import type { Ids } from '#kernel/world'
import type { Effect, Receipt, Urgency } from '#model/ports/port'
import type { Connection, CrashPoint } from '../connections.ts'
import type { Trouble } from '../flow.ts'
import type { Holding, Holdings } from '../leases.ts'
import { LEASE } from '../lanes/worker.ts'
import { EFFECT_ANSWERED } from '../runs/own-messages.ts'
import type {
  AnswersCommitted,
  ClaimedConflict,
  ClaimedEffect,
  ConflictCommit,
  EffectAnswer,
  FailureRecord,
  NewMessage,
  Store,
} from '../store.ts'
import type { Telemetry } from '../telemetry.ts'
import type { Doubts } from './doubts.ts'
import { handfulIn } from './handful.ts'
import type { Pace } from './pace.ts'

export interface SenderParts {
  readonly store: Store
  readonly owner: string
  readonly holdings: Holdings
  readonly doubts: Doubts
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly crash: CrashPoint
  readonly telemetry?: Telemetry
  /** Who must look at a refusal, by its code. */
  readonly troubleFor: (code: string, sentence: string) => Trouble
  /** Measures a call; monotonic milliseconds. */
  readonly stopwatch: () => () => Duration
  /** A signal that aborts after a while. */
  readonly deadline: (after: Duration) => AbortSignal
}

/** What the answers of a turn have made ready. */
export type Answered = Pick<AnswersCommitted, 'toJudge' | 'toSend'>

export interface SenderTurn {
  readonly sent: number
  /** More may be ready now: this turn was full, or took what is urgent alone. */
  readonly more: boolean
  /** Set when the system as a whole could not be reached: the sender rests before it asks again. */
  readonly unavailable?: Failure
  /** Resolves when the answers are durable; rejects when they could not be written. */
  readonly answered: Promise<Answered>
}

const NOTHING: SenderTurn = {
  sent: 0,
  more: false,
  answered: Promise.resolve({ toJudge: false, toSend: false }),
}

/**
 * One turn for one system: takes what is to be sent, marks it sent, calls, and begins to commit the answers, which need
 * not be waited for before the next call. A crash after the marking leaves effects in doubt; whoever takes them next
 * repeats them under the same key, and the system tells.
 */
export async function senderTurn(
  parts: SenderParts,
  connection: Connection,
  urgencies: readonly Urgency[],
  pace: Pace,
): Promise<SenderTurn> {
  const { store, owner, crash } = parts
  const sinceClaim = parts.stopwatch()
  const room = pace.size()
  const claimed = await store.claimEffects({
    owner,
    system: connection.system,
    urgencies,
    effects: room,
    lease: LEASE,
  })
  if (claimed.length === 0) return NOTHING
  using holding = new DisposableStack()
  const held = holding.use(parts.holdings.holdConflicts(claimed))
  await crash('effects.after-claim')

  // Frozen meanwhile: somebody else may have sent these, and been told that they are final.
  if (sinceClaim() > LEASE) throw new Unavailable('TOO_LATE', 'The lease was over before anything was sent')

  const effects = claimed.flatMap((conflict) => conflict.effects)
  for (const effect of effects) if (effect.inDoubt) parts.doubts.knownFor(effect)
  const answers = await answersTo(effects, parts, connection, pace)
  await crash('effects.after-call')

  const down = effects
    .map((effect) => answers.get(effect.intentId))
    .find((answer) => answer instanceof Failure && !(answer instanceof Refused))
  const answered = writeDown(parts, connection, claimed, answers, { held, until: holding.move() })
  return {
    sent: effects.length,
    more: isFull(claimed, room) || mayHaveLeftBulk(effects, urgencies),
    answered,
    ...(down instanceof Failure ? { unavailable: down } : {}),
  }
}

/** Keys are taken until a handful of each fills the call, also where not all of a handful is due. */
const isFull = (claimed: readonly ClaimedConflict[], room: number): boolean =>
  claimed.length * handfulIn(room) >= room || claimed.flatMap(({ effects }) => effects).length >= room

const mayHaveLeftBulk = (effects: readonly ClaimedEffect[], urgencies: readonly Urgency[]): boolean =>
  urgencies.includes('bulk') && effects.some(({ urgency }) => urgency === 'critical')

/** What was held is held until its answers are durable. */
async function writeDown(
  parts: SenderParts,
  connection: Connection,
  claimed: readonly ClaimedConflict[],
  answers: Answers,
  { held, until }: { readonly held: Holding; readonly until: DisposableStack },
): Promise<Answered> {
  using _ = until
  const commits = claimed.map((conflict) => commitOf(parts, connection, conflict, answers))
  const { lost, ...ready } = await commitAll(parts, commits)
  held.done()
  await parts.crash('answers.after-commit')
  const written = commits.filter(({ conflictId }) => !lost.includes(conflictId))
  tell(
    parts,
    claimed.flatMap((conflict) => conflict.effects),
    written,
  )
  return ready
}

/** What the database cannot hold is left in doubt by itself, so that no other key waits for it. */
async function commitAll(parts: SenderParts, conflicts: readonly ConflictCommit[]): Promise<AnswersCommitted> {
  try {
    return await parts.store.commitAnswers(parts.owner, conflicts)
  } catch (error) {
    if (!(error instanceof Refused) || conflicts.length === 1) throw error
    const each: PromiseSettledResult<AnswersCommitted>[] = []
    for (const conflict of conflicts) each.push(...(await Promise.allSettled([commitAll(parts, [conflict])])))
    const failed = each.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    const lost = each.flatMap((one) => (one.status === 'fulfilled' ? one.value.lost : []))
    return { lost, toJudge: true, toSend: true }
  }
}

function tell({ telemetry }: SenderParts, effects: readonly ClaimedEffect[], commits: readonly ConflictCommit[]): void {
  const byId = new Map(effects.map((effect) => [effect.intentId, effect]))
  for (const answer of commits.flatMap(({ answers }) => answers))
    telemetry?.answered(byId.get(answer.intentId)!, answer)
}

type Answers = ReadonlyMap<string, Receipt | Failure>

async function answersTo(
  effects: readonly ClaimedEffect[],
  parts: SenderParts,
  connection: Connection,
  pace: Pace,
): Promise<Answers> {
  const stopped = parts.stopwatch()
  const call = {
    signal: parts.deadline(connection.deadline),
    urgency: effects[0]?.urgency ?? ('bulk' as const),
    ...(effects[0] ? traceOf(effects[0]) : {}),
  }
  let results: readonly (Receipt | Failure)[]
  try {
    results = effects.length === 0 ? [] : await connection.keeper.perform(effects.map(effectFrom), call)
    pace.learn(effects.length, stopped())
    parts.telemetry?.called({ system: connection.system, effects: effects.length, took: stopped() })
  } catch (error) {
    const failure = error instanceof Failure ? error : new Unanswered('CALL_FAILED', String(error), { cause: error })
    parts.telemetry?.called({
      system: connection.system,
      effects: effects.length,
      took: stopped(),
      failure: failure.code,
    })
    results = effects.map(() => failure)
  }
  return new Map(
    effects.map((effect, index) => [
      effect.intentId,
      results[index] ?? new Unanswered('NO_ANSWER', `${connection.system} gave no answer to this effect.`),
    ]),
  )
}

/** The span of one try; a call that carries several effects sails under the first one's. */
const traceOf = ({ traceparent, effectKey, attempt }: ClaimedEffect): { readonly traceparent?: string } => {
  const span = spanWithin(traceparent, 'effect', effectKey, attempt)
  return span ? { traceparent: span } : {}
}

const effectFrom = (effect: ClaimedEffect): Effect => ({
  key: effect.effectKey,
  port: effect.port,
  operation: effect.operation,
  body: effect.body,
  message: `${effect.event.source} ${effect.event.id}`,
  correlation: effect.correlation,
  occurredAt: effect.occurredAt,
  ...(effect.actor ? { actor: effect.actor } : {}),
})

function commitOf(
  parts: SenderParts,
  connection: Connection,
  conflict: ClaimedConflict,
  answers: Answers,
): ConflictCommit {
  const told = conflict.effects.map((effect) => ({
    effect,
    answer: answerFrom(parts, effect, answers.get(effect.intentId)!, connection),
  }))
  const final = told.filter(({ answer }) => answer.state === 'confirmed' || answer.state === 'refused')
  for (const { effect } of final) parts.doubts.over(effect.intentId)
  return {
    conflictId: conflict.conflictId,
    epoch: conflict.epoch,
    laneIds: [...new Set(conflict.effects.map((effect) => effect.laneId))],
    answers: told.map(({ answer }) => answer),
    messages: final
      .filter(({ effect, answer }) => answer.state === 'refused' || effect.answers)
      .map(({ effect, answer }) => messageFrom(parts, effect, answer)),
    exceptions: told.flatMap(({ effect, answer }) => {
      if (answer.state !== 'refused') return []
      const trouble = parts.troubleFor(answer.failure.code, answer.failure.sentence)
      return {
        exceptionId: parts.ids(),
        plant: effect.plant,
        code: trouble.code,
        ownerRole: trouble.owner,
        messageId: effect.messageId,
        intentId: effect.intentId,
        flow: effect.flow,
        subject: effect.key,
        sentence: trouble.sentence,
        openedAt: parts.now(),
        ...(trouble.suggestion ? { suggestion: trouble.suggestion } : {}),
      }
    }),
    audit: final.map(({ effect, answer }) => ({
      auditId: parts.ids(),
      plant: effect.plant,
      at: answer.answeredAt,
      actor: `hub:${parts.owner}`,
      action: `effect.${answer.state}`,
      subject: effect.messageId,
      after: {
        effect: effect.effectKey,
        system: effect.system,
        operation: `${effect.port}.${effect.operation}`,
        ...('receipt' in answer ? { receipt: answer.receipt as unknown as Json } : {}),
        ...('failure' in answer ? { failure: answer.failure as unknown as Json } : {}),
      },
    })),
  }
}

function answerFrom(
  { doubts, now }: SenderParts,
  effect: ClaimedEffect,
  result: Receipt | Failure,
  connection: Connection,
): EffectAnswer {
  const base = { intentId: effect.intentId, answeredAt: now() }
  if (!(result instanceof Failure)) return { ...base, state: 'confirmed', receipt: result }
  const failure = recordOf(result)
  // A no is final when no earlier try can still become a yes: it is asked again until then.
  const settlesIn = effect.inDoubt ? connection.lingers + LEASE - doubts.knownFor(effect) : 0
  if (result instanceof Refused && settlesIn <= 0) return { ...base, state: 'refused', failure }
  if (result instanceof Refused)
    return { ...base, state: 'in-doubt', again: Math.min(settlesIn, backoff(effect.attempt)), failure }
  // What was in doubt before stays in doubt: that nothing happened this time says nothing about the time before.
  const state = result instanceof Unavailable && !effect.inDoubt ? 'planned' : 'in-doubt'
  return { ...base, state, again: backoff(effect.attempt), failure }
}

/** One second, doubling to half a minute. */
const backoff = (attempt: number): Duration => Math.min(seconds(30), seconds(1) * 2 ** Math.min(attempt - 1, 5))

const recordOf = (failure: Failure): FailureRecord => ({
  class: failure.name as FailureRecord['class'],
  code: failure.code,
  sentence: failure.message,
})

/** The answer as a message of the hub itself, in the lane of the case that wanted the effect. */
function messageFrom(parts: SenderParts, effect: ClaimedEffect, answer: EffectAnswer): NewMessage {
  const at = answer.answeredAt
  const data = {
    flow: effect.flow,
    operation: effect.operation,
    effectKey: effect.effectKey,
    state: answer.state,
    body: effect.body,
    event: effect.event,
    ...('failure' in answer ? { failure: { code: answer.failure.code, sentence: answer.failure.sentence } } : {}),
    ...('receipt' in answer ? { receipt: answer.receipt as unknown as Json } : {}),
  } satisfies Json
  const event = {
    specversion: '1.0',
    id: `${effect.intentId}.${effect.attempt}`,
    source: `/plants/${effect.plant}/systems/hub.${parts.home}`,
    type: EFFECT_ANSWERED,
    time: at,
    data,
  } as const
  return {
    messageId: parts.ids(),
    plant: effect.plant,
    stream: effect.stream,
    key: effect.key,
    source: event.source,
    id: event.id,
    type: event.type,
    nature: 'movement',
    urgency: effect.urgency,
    occurredAt: at,
    receivedAt: at,
    correlation: effect.correlation,
    causation: effect.messageId,
    origin: 'live',
    receivedFrom: 'hub',
    payloadHash: sha256(canonicalJson(data)),
    body: data,
    eventText: JSON.stringify(event),
    ...(effect.traceparent ? { traceparent: effect.traceparent } : {}),
  }
}
