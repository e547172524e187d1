import fc from 'fast-check'
import { Refused } from '#kernel/failure'
import { seconds } from '#kernel/time'
import type { ClaimedConflict, ClaimedLane, NewMessage, Progress } from '../../src/engine/store.ts'
import { answer, type Answered, makers, type StoreBench } from './store-bench.ts'

/** Something done to a store, as data; `held` counts what was claimed and not committed, the stale ones too. */
export type Command =
  | { readonly do: 'accept'; readonly messages: readonly GivenMessage[] }
  | {
      readonly do: 'claim lanes'
      readonly by: string
      readonly critical: boolean
      readonly each: number
      readonly alone: boolean
    }
  | { readonly do: 'commit runs'; readonly held: number; readonly judgements: readonly Judgement[] }
  | { readonly do: 'claim effects'; readonly critical: boolean }
  | {
      readonly do: 'commit answers'
      readonly held: number
      readonly answers: readonly Answered[]
      readonly tell: boolean
    }
  | { readonly do: 'renew' | 'give back'; readonly held: number }
  | { readonly do: 'pass'; readonly hundreds: number }
  | { readonly do: 'ask'; readonly lane: string }

interface GivenMessage {
  readonly lane: string
  readonly name: number
  readonly content: number
  readonly nature: NewMessage['nature']
  readonly urgency: NewMessage['urgency']
  readonly after: number
}

interface Judgement {
  readonly becomes: Progress['progress'] | 'deferred'
  readonly again: number
  readonly effects: readonly { readonly key: number; readonly conflict: string; readonly mode: 'live' | 'shadow' }[]
  readonly moves: boolean
  readonly trouble: boolean
}

const lane = fc.constantFrom('a', 'b', 'c')
const urgency = fc.constantFrom('critical', 'bulk', 'bulk')
const judgement: fc.Arbitrary<Judgement> = fc.record({
  becomes: fc.constantFrom('closed', 'closed', 'closed', 'received', 'waiting', 'asking', 'stopped', 'deferred'),
  again: fc.integer({ min: 0, max: 2 }),
  effects: fc.uniqueArray(
    fc.record({
      key: fc.integer({ min: 0, max: 7 }),
      conflict: fc.constantFrom('x', 'y'),
      mode: fc.constantFrom('live', 'live', 'live', 'shadow'),
    }),
    { maxLength: 2, selector: ({ key }) => key },
  ),
  moves: fc.boolean(),
  trouble: fc.boolean(),
})

export const commands: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('accept'),
        messages: fc.array(
          fc.record({
            lane,
            name: fc.integer({ min: 0, max: 12 }),
            content: fc.constantFrom(0, 0, 0, 1),
            nature: fc.constantFrom('transition', 'movement'),
            urgency,
            after: fc.constantFrom(0, 0, 0, 1),
          }),
          { minLength: 1, maxLength: 4 },
        ),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('claim lanes'),
        by: fc.constantFrom('one', 'one', 'two'),
        alone: fc.constantFrom(false, false, true),
        critical: fc.boolean(),
        each: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('commit runs'),
        held: fc.nat(5),
        judgements: fc.array(judgement, { minLength: 4, maxLength: 4 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('claim effects'), critical: fc.boolean() }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('commit answers'),
        held: fc.nat(5),
        answers: fc.array(fc.constantFrom<Answered>('confirmed', 'confirmed', 'refused', 'planned', 'in-doubt'), {
          minLength: 8,
          maxLength: 8,
        }),
        tell: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('renew', 'give back'), held: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pass'), hundreds: fc.integer({ min: 1, max: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('ask'), lane }) },
  ) as fc.Arbitrary<Command>,
  { minLength: 8, maxLength: 40 },
)

const LEASE = seconds(70)
const UNTIL = '2026-11-23T00:00:00.000Z'
const all = ['critical', 'bulk'] as const

/** Does commands to one store and tells what it answered, in words that do not depend on its numbers. */
export class StorePlayer {
  readonly #bench: StoreBench
  readonly #make: ReturnType<typeof makers>
  readonly #lanes: ClaimedLane[] = []
  readonly #conflicts: ClaimedConflict[] = []
  #told = 0

  constructor(bench: StoreBench, word: string) {
    this.#bench = bench
    this.#make = makers(word)
  }

  /** A refusal is an answer too. */
  play(command: Command): Promise<unknown> {
    return this.#do(command).catch((failure) => {
      if (failure instanceof Refused) return failure.code
      throw failure
    })
  }

  async #do(command: Command): Promise<unknown> {
    const { store } = this.#bench
    switch (command.do) {
      case 'accept': {
        const messages = command.messages.map((given) => this.#message(given))
        return (await store.accept(messages)).map(({ kind }) => kind)
      }
      case 'claim lanes': {
        const { by: owner, each: messagesPerLane, alone } = command
        const claim = { owner, lanes: 99, messagesPerLane, messages: 9999, lease: LEASE, alone }
        const lanes = await store.claimLanes({ ...claim, urgencies: command.critical ? ['critical'] : all })
        return this.#remember(this.#lanes, 'lane', lanes, ({ laneId }) => laneId)
      }
      case 'commit runs': {
        const held = pick(this.#lanes, command.held)
        return held && this.#commitRuns(held, command.judgements)
      }
      case 'claim effects': {
        const claim = { owner: 'one', system: 'erp', effects: 99, lease: LEASE }
        const conflicts = await store.claimEffects({ ...claim, urgencies: command.critical ? ['critical'] : all })
        return this.#remember(this.#conflicts, 'conflict', conflicts, ({ conflictId }) => conflictId)
      }
      case 'commit answers': {
        const held = pick(this.#conflicts, command.held)
        return held && this.#commitAnswers(held, command.answers, command.tell)
      }
      case 'renew':
      case 'give back': {
        const lanes = this.#lanes.slice(command.held).map(({ laneId, epoch }) => ({ id: laneId, epoch }))
        const conflicts = this.#conflicts
          .slice(command.held)
          .map(({ conflictId, epoch }) => ({ id: conflictId, epoch }))
        if (command.do === 'give back') return store.giveBack({ lanes, conflicts })
        return store.renewLeases({ lanes, conflicts }, LEASE)
      }
      case 'pass':
        return this.#bench.pass(seconds(100) * command.hundreds)
      case 'ask': {
        const [postings] = await store.readPostings([
          { kind: 'lane', plant: 'A', stream: 'production-order', key: command.lane },
        ])
        return postings!
          .map(({ id, seq, nature, progress, effects }) => ({
            id,
            seq,
            nature,
            progress,
            effects: effects.map(({ state }) => state).sort(),
          }))
          .sort((one, other) => one.seq - other.seq)
      }
    }
  }

  #message({ lane: key, name, content, nature, urgency: how, after }: GivenMessage): NewMessage {
    const over = { key, nature, urgency: how, body: { content }, ...(after > 0 ? { after: seconds(70) * after } : {}) }
    return this.#make.message(`e${name}`, over)
  }

  /** Keeps what was claimed, in an order that is the same for every store, and tells it without its numbers. */
  async #remember<Claimed extends ClaimedLane | ClaimedConflict>(
    held: Claimed[],
    what: 'lane' | 'conflict',
    claimed: readonly Claimed[],
    numberOf: (one: Claimed) => number,
  ): Promise<unknown> {
    const named = await Promise.all(
      claimed.map(async (one) => ({ one, name: await this.#bench.nameOf(what, numberOf(one)) })),
    )
    named.sort((one, other) => one.name.localeCompare(other.name))
    held.push(...named.map(({ one }) => one))
    return named.map(({ one, name }) => ({
      name,
      epoch: one.epoch,
      ...('work' in one ? toldLane(one) : toldConflict(one)),
    }))
  }

  async #commitRuns(held: ClaimedLane, judgements: readonly Judgement[]): Promise<unknown> {
    const { run, lane: commitOf, intent, exception } = this.#make
    const judged = held.work.map((work, nth) => ({ work, how: judgements[nth % judgements.length]! }))
    const runs = judged.filter(({ how }) => how.becomes !== 'deferred')
    const key = held.work[0]?.message.key ?? 'a'
    const planned = new Set<number>()
    const commit = commitOf(held, {
      runs: runs.map(({ work, how }) => run(work, becomes(how))),
      deferred: judged
        .filter(({ how }) => how.becomes === 'deferred')
        .map(({ work, how }) => ({
          messageId: work.message.messageId,
          again: seconds(70) * how.again,
          because: 'away',
        })),
      files: runs.some(({ how }) => how.moves)
        ? [
            {
              plant: 'A',
              kind: 'production-order',
              key,
              state: 'moved',
              version: (held.files[0]?.version ?? 0) + 1,
              data: {},
            },
          ]
        : [],
      intents: runs.flatMap(({ work, how }) =>
        how.effects
          .filter((effect) => !planned.has(effect.key) && planned.add(effect.key))
          // A key always means the same conflict, as in the engine, where it is a part of the key.
          .map((effect) =>
            intent(`k${effect.key}`, work.message.messageId, {
              conflict: effect.key % 2 === 0 ? 'x' : 'y',
              mode: effect.mode,
              urgency: work.message.urgency,
            }),
          ),
      ),
      exceptions: runs
        .filter(({ how }) => how.trouble)
        .map(({ work, how }) => exception(work.message.messageId, how.becomes)),
      wakesWaiting: runs.some(({ how }) => how.moves),
    })
    const { lost, ...ready } = await this.#bench.store.commitRuns('one', [commit])
    return { lost: lost.length, ...ready }
  }

  async #commitAnswers(held: ClaimedConflict, answers: readonly Answered[], tell: boolean): Promise<unknown> {
    const { conflict, message } = this.#make
    const given = held.effects.map(({ intentId }, nth) => answer(intentId, answers[nth % answers.length]!, seconds(70)))
    const first = held.effects[0]
    const told = first && tell ? [message(`told-${++this.#told}`, { key: first.key, nature: 'movement' })] : []
    const { lost, ...ready } = await this.#bench.store.commitAnswers('one', [conflict(held, given, { messages: told })])
    return { lost: lost.length, ...ready }
  }
}

const pick = <One>(held: readonly One[], nth: number): One | undefined =>
  held[held.length - 1 - (nth % Math.max(1, held.length))]

const becomes = ({ becomes: progress, again }: Judgement): Progress => {
  switch (progress) {
    case 'received':
      return { progress, again: seconds(70) * again }
    case 'waiting':
      return { progress, again: seconds(70) * again, until: UNTIL, what: 'something', waits: { SOMETHING: UNTIL } }
    case 'deferred':
      throw new Error('not judged')
    default:
      return { progress }
  }
}

const toldLane = ({ work, files, killed = 0 }: ClaimedLane) => ({
  killed,
  work: work.map(({ message, seq, attempts, waits }) => ({
    id: message.id,
    body: message.body,
    seq,
    attempts,
    waits,
  })),
  files,
})

const toldConflict = ({ effects }: ClaimedConflict) => ({
  effects: effects.map(({ effectKey, attempt, inDoubt, doubtedAt, event, key }) => ({
    effectKey,
    attempt,
    inDoubt,
    doubted: doubtedAt !== undefined,
    event: event.id,
    key,
  })),
})
