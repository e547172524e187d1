import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { Failure } from '#kernel/failure'
import { between, type Duration, type Instant, later, seconds } from '#kernel/time'
import { spanWithin } from '#kernel/trace'
import type { Ids } from '#kernel/world'
import { type Message, systemOf } from '#model/message'
import type { Intention } from '#model/ports/port'
import type { Connections } from '../connections.ts'
import type { EffectAnswered, Flow, Outcome, Policy, Reminder, Situation, Trouble } from '../flow.ts'
import type {
  CaseFile,
  ClaimedLane,
  ClaimedMessage,
  LaneCommit,
  NewApproval,
  NewException,
  NewIntent,
  NewMessage,
  Progress,
  RunRecord,
  SettledTrouble,
} from '../store.ts'
import { effectKey } from './effect-key.ts'
import type { RecordedFact } from './facts.ts'

/** The type under which the sender tells a flow what its effect came to. */
export const EFFECT_ANSWERED = 'hub.effect.answered.v1'

/** The type under which a flow reminds itself. */
export const REMINDER_DUE = 'hub.reminder.due.v1'

/** How often a waiting message looks again by itself at most, whatever else wakes it; at first it looks sooner. */
const LOOK_AGAIN = seconds(15)
/** A decision that fails this often is put before a person. */
const TRIES = 3

export interface JudgeParts {
  readonly flowFor: (type: string) => Flow | undefined
  readonly flowNamed: (name: string) => Flow | undefined
  readonly policyOf: (plant: string) => Policy
  readonly connections: Connections
  /** The system of record for what a message writes, when it is not the one that sent it. */
  readonly ownerInsteadOf: (message: Message) => string | undefined
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}

/** Everything that is being decided for one claimed lane, until it is committed in one piece. */
export class LaneWork {
  readonly lane: ClaimedLane
  readonly #parts: JudgeParts
  readonly #judged: { readonly work: ClaimedMessage; readonly facts: readonly RecordedFact[] }[] = []
  readonly #runs: RunRecord[] = []
  readonly #deferred: { messageId: string; again: Duration; because: string }[] = []
  readonly #intents: NewIntent[] = []
  readonly #exceptions: NewException[] = []
  readonly #approvals: NewApproval[] = []
  readonly #messages: NewMessage[] = []
  readonly #settled: SettledTrouble[] = []
  #file: CaseFile | undefined
  #moved = false
  #held = false
  #away: Failure | undefined

  constructor(lane: ClaimedLane, parts: JudgeParts) {
    this.lane = lane
    this.#parts = parts
    this.#file = lane.files[0]
  }

  /** A transition that is not over holds the later ones; movements go on. */
  mayJudge(work: ClaimedMessage): boolean {
    return work.message.nature === 'movement' || !this.#held
  }

  /** Why nobody could be asked in this turn: whoever asks after that waits too, so that none overtakes another. */
  get away(): Failure | undefined {
    return this.#away
  }

  /** What the flow wants to know before it decides; undefined when it failed on the message already now. */
  questions(work: ClaimedMessage): Readonly<Record<string, ReturnType<Flow['facts']>[string]>> | undefined {
    const flow = this.#flowOf(work.message)
    if (!flow || endedBy(work) || work.message.type.startsWith('hub.')) return {}
    try {
      return flow.facts(work.message, bodyOf(flow, work) as never, this.#file as never)
    } catch (error) {
      this.#judged.push({ work, facts: [] })
      this.#fail(work, error, this.#baseOf(work, flow, []))
      return undefined
    }
  }

  /** The owner of a fact could not be asked: the message comes again, and nothing is decided. */
  defer(work: ClaimedMessage, failure: Failure): void {
    const again = Math.min(seconds(15), seconds(1) * 2 ** Math.min(work.attempts, 4))
    this.#deferred.push({ messageId: work.message.messageId, again, because: failure.message })
    this.#away = failure
    if (work.message.nature === 'transition') this.#held = true
  }

  judge(work: ClaimedMessage, facts: readonly RecordedFact[]): void {
    const flow = this.#flowOf(work.message)
    const base = this.#baseOf(work, flow, facts)
    this.#judged.push({ work, facts })
    const ending = endedBy(work)
    if (ending) {
      const outcome = { ruling: work.ruling as unknown as Json }
      this.#runs.push({ ...base, ...ending, outcome, becomes: { progress: 'closed' } })
      return
    }
    try {
      if (!flow) throw new Error(`No flow takes ${work.message.type}.`)
      const outcome = asApproved(flow, work, this.#asOwned(work, this.#decide(flow, work, facts)))
      this.#apply(flow, work, outcome, base)
    } catch (error) {
      this.#fail(work, error, base)
    }
  }

  #baseOf({ message, attempts }: ClaimedMessage, flow: Flow | undefined, facts: readonly RecordedFact[]): RunBase {
    return {
      message,
      attempt: attempts + 1,
      flow: flow?.name ?? 'none',
      flowVersion: flow?.version ?? '0',
      facts: facts as unknown as Json,
      decidedAt: this.#parts.now(),
    }
  }

  /** The same lane with nothing judged but the first of its messages, by the same facts. */
  firstAlone(): LaneWork {
    const alone = new LaneWork(this.lane, this.#parts)
    const [first] = this.#judged
    if (first) alone.judge(first.work, first.facts)
    return alone
  }

  /** The same lane when what was decided about the first of its messages cannot be written down: that one has failed. */
  firstUnwritable(error: Error): LaneWork {
    const instead = new LaneWork(this.lane, this.#parts)
    const [first] = this.#judged
    if (first) instead.#fail(first.work, error, instead.#baseOf(first.work, this.#flowOf(first.work.message), []))
    return instead
  }

  commit(audit: LaneCommit['audit']): LaneCommit {
    return {
      laneId: this.lane.laneId,
      epoch: this.lane.epoch,
      runs: this.#runs,
      deferred: this.#deferred,
      files: this.#moved && this.#file ? [this.#file] : [],
      intents: this.#intents,
      exceptions: this.#exceptions,
      approvals: this.#approvals,
      messages: this.#messages,
      settled: this.#settled,
      audit,
      wakesWaiting: this.#moved,
    }
  }

  get runs(): readonly RunRecord[] {
    return this.#runs
  }

  #flowOf(message: Message): Flow | undefined {
    if (!isOurs(message)) return this.#parts.flowFor(message.type)
    return this.#parts.flowNamed((message.body as { flow: string }).flow)
  }

  #decide(flow: Flow, work: ClaimedMessage, facts: readonly RecordedFact[]): Outcome {
    const situation = {
      message: work.message,
      facts: Object.fromEntries(facts.map((fact) => [fact.name, fact.answer])),
      file: this.#file && { state: this.#file.state, data: this.#file.data },
      now: this.#parts.now(),
      policy: this.#parts.policyOf(work.message.plant),
      permits: work.ruling?.permits ?? [],
      keeps: ({ portName }: { readonly portName: string }) =>
        this.#parts.connections(work.message.plant, portName) !== undefined,
    }
    if (work.message.type === REMINDER_DUE)
      return flow.due({ ...situation, body: work.message.body as unknown as Reminder } as Situation<
        Reminder,
        never,
        never
      >)
    if (work.message.type === EFFECT_ANSWERED)
      return flow.answered({ ...situation, body: work.message.body as unknown as EffectAnswered } as Situation<
        EffectAnswered,
        never,
        never
      >)
    return flow.decide({ ...situation, body: bodyOf(flow, work) } as Situation<never, never, never>)
  }

  /** What a system says that does not own it is kept as a proposal: a person says whether it counts. */
  #asOwned({ message, ruling }: ClaimedMessage, outcome: Outcome): Outcome {
    const owner = isOurs(message) || ruling?.approved ? undefined : this.#parts.ownerInsteadOf(message)
    if (!owner || !['accepted', 'flagged'].includes(outcome.verdict)) return outcome
    const sentence = `${systemOf(message.source)} proposes what ${owner} owns: ${outcome.sentence}`
    return {
      verdict: 'asked',
      code: 'OWNER_VIOLATION',
      sentence,
      question: {
        role: 'planner',
        text: `${sentence} Shall it count?`,
        shown: { from: systemOf(message.source), owner, would: outcome.sentence, body: message.body },
        yes: outcome.intents ?? [],
      },
    }
  }

  /** Whole or not at all: whatever is wrong with the outcome is found before any of it is kept. */
  #apply(flow: Flow, work: ClaimedMessage, outcome: Outcome, base: RunBase): void {
    const { message } = work
    const becomes = this.#afterwards(work, outcome)
    const intents = this.#intentsOf(flow, message, outcome.intents ?? [], base.attempt)
    const record = { ...outcome, ruling: work.ruling } as unknown as Json
    const timedOut = outcome.verdict === 'held' && becomes.progress === 'stopped'
    const trouble = timedOut ? outcome.wait?.otherwise : outcome.trouble

    this.#runs.push({
      ...base,
      verdict: timedOut ? 'refused' : outcome.verdict,
      ...((trouble?.code ?? outcome.code) ? { code: trouble?.code ?? outcome.code! } : {}),
      sentence: timedOut ? trouble!.sentence : outcome.sentence,
      outcome: record,
      becomes,
    })
    if (outcome.file) this.#move(message, outcome.file)
    this.#intents.push(...intents)
    const { plant, key: subject } = message
    for (const over of outcome.settles ?? []) this.#settled.push({ plant, subject, ...over, at: base.decidedAt })
    for (const reminder of outcome.reminders ?? []) this.#remind(flow, message, reminder)
    if (outcome.question) this.#ask(flow, message, outcome.question)
    if (trouble) this.#except(flow.name, message, trouble)
    if (message.nature === 'transition' && becomes.progress !== 'closed') this.#held = true
  }

  #afterwards(work: ClaimedMessage, outcome: Outcome): Progress {
    switch (outcome.verdict) {
      case 'accepted':
      case 'flagged':
        return { progress: 'closed' }
      case 'asked':
        if (!outcome.question) throw new Error('asked without saying what')
        return { progress: 'asking' }
      case 'refused':
        if (!outcome.trouble) throw new Error('refused without saying who must look')
        return { progress: 'stopped' }
      case 'held': {
        if (!outcome.wait) throw new Error('held without saying what for')
        const now = this.#parts.now()
        const until = work.waitUntil ?? later(now, outcome.wait.atMost)
        if (now >= until) return { progress: 'stopped' }
        return { progress: 'waiting', again: lookAgain(work.attempts, now, until), until, what: outcome.wait.what }
      }
    }
  }

  #move(message: Message, file: { readonly state: string; readonly data: unknown }): void {
    this.#file = {
      plant: message.plant,
      kind: message.stream,
      key: message.key,
      state: file.state,
      version: (this.#file?.version ?? 0) + 1,
      data: file.data as Json,
    }
    this.#moved = true
  }

  #intentsOf(flow: Flow, message: Message, intentions: readonly Intention[], attempt: number): readonly NewIntent[] {
    const traceparent = runSpan(message, attempt)
    const intents = intentions.map((intention) => ({
      ...this.#intentOf(flow, message, intention),
      ...(traceparent ? { traceparent } : {}),
    }))
    if (new Set(intents.map((intent) => intent.effectKey)).size < intents.length)
      throw new Error('the same effect twice: number what is to happen more than once')
    return intents
  }

  #intentOf(flow: Flow, message: Message, intention: Intention): NewIntent {
    const connection = this.#parts.connections(message.plant, intention.port)
    if (!connection) throw new Error(`No system of plant ${message.plant} keeps the ${intention.port}.`)
    return {
      intentId: this.#parts.ids(),
      effectKey: effectKey(message, intention),
      plant: message.plant,
      system: connection.system,
      port: intention.port,
      operation: intention.operation,
      urgency: message.urgency,
      conflict: intention.conflict,
      messageId: message.messageId,
      flow: flow.name,
      answers: flow.hearsConfirmations,
      correlation: message.correlation,
      occurredAt: message.occurredAt,
      body: intention.body as Json,
      mode: 'live',
      plannedAt: this.#parts.now(),
      ...(message.actor ? { actor: message.actor } : {}),
    }
  }

  /** Once for each name and message: the id says so to the inbox, however often the message is judged. */
  #remind(flow: Flow, message: Message, { name, after }: NonNullable<Outcome['reminders']>[number]): void {
    const at = this.#parts.now()
    const data = { flow: flow.name, name }
    const source = `/plants/${message.plant}/systems/hub.${this.#parts.home}`
    const id = `${message.messageId}.${name}`
    this.#messages.push({
      messageId: this.#parts.ids(),
      plant: message.plant,
      stream: message.stream,
      key: message.key,
      source,
      id,
      type: REMINDER_DUE,
      nature: 'movement',
      urgency: message.urgency,
      occurredAt: at,
      receivedAt: at,
      correlation: message.correlation,
      causation: message.messageId,
      origin: 'live',
      receivedFrom: 'hub',
      payloadHash: sha256(canonicalJson(data)),
      body: data,
      eventText: JSON.stringify({ specversion: '1.0', id, source, type: REMINDER_DUE, time: at, data }),
      after,
    })
  }

  #ask(flow: Flow, message: Message, question: NonNullable<Outcome['question']>): void {
    this.#approvals.push({
      approvalId: this.#parts.ids(),
      plant: message.plant,
      messageId: message.messageId,
      flow: flow.name,
      role: question.role,
      question: question.text,
      shown: question.shown,
      yes: question.yes as unknown as Json,
      askedAt: this.#parts.now(),
    })
  }

  #except(flow: string, message: Message, trouble: Trouble): void {
    this.#exceptions.push({
      exceptionId: this.#parts.ids(),
      plant: message.plant,
      code: trouble.code,
      ownerRole: trouble.owner,
      messageId: message.messageId,
      flow,
      subject: message.key,
      sentence: trouble.sentence,
      openedAt: this.#parts.now(),
      ...(trouble.suggestion ? { suggestion: trouble.suggestion } : {}),
    })
  }

  /** A decision that throws is tried again, then put before a person; it never stops anything but its own lane's transitions. */
  #fail(work: ClaimedMessage, error: unknown, base: RunBase): void {
    const sentence = `The ${base.flow} flow failed on this message: ${error instanceof Error ? error.message : String(error)}`
    const stopped = base.attempt - (work.ruling?.since ?? 0) >= TRIES
    const becomes: Progress = stopped
      ? { progress: 'stopped' }
      : { progress: 'received', again: seconds(2 ** base.attempt) }
    const outcome = { ruling: work.ruling } as unknown as Json
    this.#runs.push({ ...base, verdict: 'failed', code: 'FLOW_FAILED', sentence, outcome, becomes })
    if (stopped)
      this.#except(base.flow, work.message, {
        code: 'FLOW_FAILED',
        owner: 'integration',
        sentence,
        suggestion: 'Correct the payload, or send the message and this sentence to whoever maintains the flow.',
      })
    if (work.message.nature === 'transition') this.#held = true
  }
}

/** What it waits for may have come while it was judged, so it looks again soon; and its patience ends to the moment. */
const lookAgain = (attempts: number, now: Instant, until: Instant): Duration =>
  Math.min(LOOK_AGAIN, seconds(1) * 2 ** Math.min(attempts, 4), between(now, until))

/** What the hub says to itself, in the words of a flow of its own. */
const isOurs = ({ type }: Message): boolean => type === EFFECT_ANSWERED || type === REMINDER_DUE

/** The span of one judgement of one message: its effects are told of under it. */
export const runSpan = ({ traceparent, messageId }: Message, attempt: number): string | undefined =>
  spanWithin(traceparent, 'run', messageId, attempt)

type RunBase = Pick<RunRecord, 'message' | 'attempt' | 'flow' | 'flowVersion' | 'facts' | 'decidedAt'>

/** What a person has decided that leaves nothing to judge. */
function endedBy({ ruling }: ClaimedMessage): Pick<RunRecord, 'verdict' | 'code' | 'sentence'> | undefined {
  if (ruling?.skip) return { verdict: 'skipped', sentence: `Skipped by ${ruling.by}: ${ruling.reason}` }
  if (ruling?.denied) return { verdict: 'refused', code: 'DENIED', sentence: `${ruling.by} said no: ${ruling.reason}` }
  return undefined
}

/** A yes was given to certain intentions. Where the world has moved so that others would follow, it does not hold. */
function asApproved(flow: Flow, { ruling }: ClaimedMessage, outcome: Outcome): Outcome {
  if (!ruling?.approved || !['accepted', 'flagged'].includes(outcome.verdict)) return outcome
  if (sha256(canonicalJson((outcome.intents ?? []) as unknown as Json)) === ruling.approved) return outcome
  const trouble: Trouble = {
    code: 'APPROVED_CHANGED',
    owner: flow.owner,
    sentence: 'What was approved is not what would be done now, because things have moved since it was asked.',
    suggestion: 'Retry: it is asked again with what holds now.',
  }
  return { verdict: 'refused', sentence: trouble.sentence, trouble }
}

/** The body as the flow knows it: a person's correction when there is one. The door has checked it against the schema. */
const bodyOf = (flow: Flow, work: ClaimedMessage): unknown => flow.body.parse(work.ruling?.body ?? work.message.body)
