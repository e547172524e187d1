import type { Json } from '#kernel/canonical-json'
import type { Failure } from '#kernel/failure'
import { type Duration, seconds } from '#kernel/time'
import type { Message } from '#model/message'
import type { Reading } from '#model/ports/port'
import type { Flow, Outcome } from '../flow.ts'
import type {
  CaseFile,
  ClaimedLane,
  ClaimedMessage,
  LaneCommit,
  NewApproval,
  NewException,
  NewIntent,
  NewMessage,
  RunRecord,
  SettledTrouble,
} from '../store.ts'
import {
  approvalFrom,
  type ConsequenceParts,
  eventFrom,
  exceptionFrom,
  intentsFrom,
  reminderFrom,
} from './consequences.ts'
import { askedBeforeAPerson, asBookedBefore, BOOKED } from './booked-before.ts'
import { bodyOf, type DecideParts, decisionOn } from './decide.ts'
import type { RecordedFact } from './facts.ts'
import { endedOnPaper, type Mode, onPaper, switchedOff } from './mode.ts'
import { isOwn, isReminderOf } from './own-messages.ts'
import { endedBy, progressAfter, progressAfterFailure } from './progress.ts'
import { goesAfterOthers, SEQUENCE, sequenceQuestion } from './sequence.ts'

export interface JudgeParts extends DecideParts, ConsequenceParts {
  readonly flowFor: (type: string) => Flow | undefined
  readonly flowNamed: (name: string) => Flow | undefined
  /** Whether a flow works for a message; it does where nobody says otherwise. */
  readonly modeOf?: (flow: string, message: Message) => Mode
  /** The version of the rules that hold now. */
  readonly rulesVersion?: () => number
}

/** A message that killed so many processes while it was judged alone is judged by none. */
const KILLS = 3
export const isKiller = ({ killed = 0 }: Pick<ClaimedLane, 'killed'>): boolean => killed >= KILLS

/** Everything that is being decided for one claimed lane, until it is committed in one piece. */
export class LaneWork {
  readonly lane: ClaimedLane
  readonly #parts: JudgeParts
  readonly #judged: { readonly work: ClaimedMessage; readonly facts: readonly RecordedFact[] }[] = []
  readonly #runs: RunRecord[] = []
  readonly #deferred: { messageId: string; again: Duration; because: string }[] = []
  readonly #yielding: string[] = []
  readonly #intents: NewIntent[] = []
  #exceptions: NewException[] = []
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
    if (
      !flow ||
      isKiller(this.lane) ||
      endedBy(work, flow) ||
      work.ruling?.denied ||
      this.#modeOf(flow, work.message) === 'off' ||
      isOwn(work.message)
    )
      return {}
    try {
      const asked = flow.facts(work.message, bodyOf(flow, work) as never, this.#file as never)
      return { ...asked, ...sequenceQuestion(work) }
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

  /**
   * Decides. Where the outcome would trouble a person and nobody has asked yet whether it is booked already, that is
   * answered as a question, and nothing is decided before it has been asked.
   */
  judge(work: ClaimedMessage, facts: readonly RecordedFact[], mayAsk = false): Reading<unknown> | undefined {
    const flow = this.#flowOf(work.message)
    if (goesAfterOthers(work.message, facts.find(({ name }) => name === SEQUENCE)?.answer)) {
      this.#yield(work)
      return undefined
    }
    const base = this.#baseOf(work, flow, facts)
    this.#judged.push({ work, facts })
    const ending = endedBy(work, flow) ?? (base.mode === 'off' ? switchedOff(base.flow, work.message.plant) : undefined)
    if (ending) {
      const outcome = { ruling: work.ruling as unknown as Json }
      this.#runs.push({ ...base, ...ending, outcome, becomes: { progress: 'closed' } })
      return undefined
    }
    if (isKiller(this.lane)) {
      this.#quarantine(work, base)
      return undefined
    }
    try {
      if (!flow) throw new Error(`No flow takes ${work.message.type}.`)
      const { connections, now } = this.#parts
      const outcome = decisionOn(flow, work, facts, this.#file, this.#parts)
      const question =
        mayAsk && base.mode === 'live' ? askedBeforeAPerson(work, outcome, connections, now()) : undefined
      if (question) {
        this.#judged.pop()
        return question
      }
      const booked = facts.find(({ name }) => name === BOOKED)?.answer
      this.#apply(flow, work, asBookedBefore(work, outcome, booked, connections) ?? outcome, base)
    } catch (error) {
      this.#fail(work, error, base)
    }
    return undefined
  }

  /** Nothing is decided about it: in the next turn those that its source numbered before it are in their places. */
  #yield({ message: { messageId } }: ClaimedMessage): void {
    this.#deferred.push({ messageId, again: 0, because: 'what its source numbered before it' })
    this.#yielding.push(messageId)
    this.#held = true
  }

  #baseOf({ message, attempts }: ClaimedMessage, flow: Flow | undefined, facts: readonly RecordedFact[]): RunBase {
    return {
      message,
      attempt: attempts + 1,
      flow: flow?.name ?? 'none',
      flowVersion: flow?.version ?? '0',
      mode: flow ? this.#modeOf(flow, message) : 'live',
      ...(this.#parts.rulesVersion ? { rules: this.#parts.rulesVersion() } : {}),
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
      yielding: this.#yielding,
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

  /** Effects that were found to stand in their systems already. */
  get standing(): readonly NewIntent[] {
    return this.#intents.filter(({ receipt }) => receipt !== undefined)
  }

  #flowOf(message: Message): Flow | undefined {
    if (!isOwn(message)) return this.#parts.flowFor(message.type)
    return this.#parts.flowNamed((message.body as { flow: string }).flow)
  }

  /** What follows from an effect follows as the effect did. */
  #modeOf(flow: Flow, message: Message): Mode {
    return isOwn(message) ? 'live' : (this.#parts.modeOf?.(flow.name, message) ?? 'live')
  }

  /** Whole or not at all: whatever is wrong with the outcome is found before any of it is kept. */
  #apply(flow: Flow, work: ClaimedMessage, outcome: Outcome, base: RunBase): void {
    const { message } = work
    const parts = this.#parts
    const isPaper = base.mode === 'shadow'
    const would = progressAfter(work, outcome, parts.now())
    const becomes = isPaper ? endedOnPaper(would) : would
    const follows = isPaper ? onPaper(outcome) : outcome
    const mode = isPaper ? 'shadow' : 'live'
    const wished = [...(outcome.intents ?? []), ...(outcome.standing ?? [])]
    const intents = intentsFrom(flow, message, wished, { attempt: base.attempt, mode }, parts)
    const told = (outcome.events ?? []).map((event) => eventFrom(message, event, parts))
    const timedOut = outcome.verdict === 'held' && would.progress === 'stopped'
    const trouble = timedOut ? outcome.wait?.otherwise : outcome.trouble

    this.#runs.push({
      ...base,
      verdict: timedOut ? 'refused' : outcome.verdict,
      ...((trouble?.code ?? outcome.code) ? { code: trouble?.code ?? outcome.code! } : {}),
      sentence: timedOut ? trouble!.sentence : outcome.sentence,
      outcome: { ...outcome, ruling: work.ruling } as unknown as Json,
      becomes,
    })
    if (outcome.file) this.#move(message, outcome.file)
    this.#intents.push(...intents)
    this.#messages.push(...told)
    const { plant, key: subject } = message
    for (const over of follows.settles ?? []) this.#settle({ plant, subject, ...over, at: base.decidedAt })
    for (const reminder of follows.reminders ?? []) this.#messages.push(reminderFrom(flow, message, reminder, parts))
    if (follows.question) this.#approvals.push(approvalFrom(flow, message, follows.question, parts))
    if (trouble && !isPaper) this.#exceptions.push(exceptionFrom(flow.name, message, trouble, parts))
    if (message.nature === 'transition' && becomes.progress !== 'closed') this.#held = true
  }

  /** What was opened and is over within one turn never stands before anybody; what stood before is closed with it. */
  #settle(over: SettledTrouble): void {
    const reminded = new Set(
      this.#runs
        .filter(({ message, becomes }) => becomes.progress === 'closed' && isReminderOf(message, over.reminder))
        .map(({ message }) => message.messageId),
    )
    this.#exceptions = this.#exceptions.filter((one) => one.code !== over.code || !reminded.has(one.messageId))
    this.#settled.push(over)
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

  /** In front of a person, also where its flow works on paper: it is the hub that it harms. */
  #quarantine({ message, ruling }: ClaimedMessage, base: RunBase): void {
    const code = 'PROCESS_KILLED'
    const sentence = `Each of the last ${KILLS} processes that began to judge this message alone died of it.`
    const suggestion =
      'Leave it, and send it with the log of the hub to whoever maintains the flow; retry when it is mended.'
    const outcome = { ruling } as unknown as Json
    this.#runs.push({ ...base, verdict: 'failed', code, sentence, outcome, becomes: { progress: 'stopped' } })
    this.#exceptions.push(
      exceptionFrom(base.flow, message, { code, owner: 'integration', sentence, suggestion }, this.#parts),
    )
    if (message.nature === 'transition') this.#held = true
  }

  /** A decision that throws is tried again, then put before a person; it never stops anything but its own lane's transitions. */
  #fail(work: ClaimedMessage, error: unknown, base: RunBase): void {
    const { message, ruling } = work
    const code = 'FLOW_FAILED'
    const sentence = `The ${base.flow} flow failed on this message: ${error instanceof Error ? error.message : String(error)}`
    const suggestion = 'Correct the payload, or send the message and this sentence to whoever maintains the flow.'
    const isPaper = base.mode === 'shadow'
    const would = progressAfterFailure(work)
    const becomes = isPaper ? endedOnPaper(would) : would
    this.#runs.push({ ...base, verdict: 'failed', code, sentence, outcome: { ruling } as unknown as Json, becomes })
    if (becomes.progress === 'stopped')
      this.#exceptions.push(
        exceptionFrom(base.flow, message, { code, owner: 'integration', sentence, suggestion }, this.#parts),
      )
    if (message.nature === 'transition' && becomes.progress !== 'closed') this.#held = true
  }
}

type RunBase = Pick<
  RunRecord,
  'message' | 'attempt' | 'flow' | 'flowVersion' | 'mode' | 'rules' | 'facts' | 'decidedAt'
>
