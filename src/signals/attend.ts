import type { NewMessage } from '#engine'
import type { Json } from '#kernel/canonical-json'
import type { Database, Sql } from '#kernel/sql'
import { between, type Clock, type Instant, milliseconds, seconds } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { SignalStream } from '#model/ports/signal-stream'
import { type Judgement, judgeSaid, judgeTime } from './batch.ts'
import { hearing } from './hearing.ts'
import type { Change, keptOf } from './kept.ts'
import type { Machine } from './machine.ts'
import { messageFrom, readingFrom, reasonOf } from './message.ts'
import { dueAt } from './watch.ts'

export interface AttendParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly clock: Clock
  /** Writes messages down in one transaction with what is written beside them. */
  readonly acceptBeside: (messages: readonly NewMessage[], beside: (sql: Sql) => Promise<void>) => Promise<void>
  readonly kept: ReturnType<typeof keptOf>
  /** Told when what machines say is heard. */
  readonly connected: () => void
}

/** How often time passes for machines that say nothing, and how often the hub says that it still listens. */
const TICK = seconds(1)
const RENEW = seconds(2)
/** After each batch signals rest for so many times what it took: production has the rest, and the next batch is larger. */
const REST = { times: 3, atMost: milliseconds(200) }

/**
 * One connection: what is said is judged and kept, and acknowledged when it is. Time passes by what machines say, and by
 * the hub's clock where they say nothing: a machine that stands still may be silent. While something waits to be heard
 * that clock stands, for it may say otherwise.
 */
export async function attend(stream: SignalStream, parts: AttendParts, stop: AbortSignal): Promise<void> {
  const { kept, database, now, clock } = parts
  const machines = await kept.machines(database)
  const watched = new Set<string>()
  const rules = new Map(stream.rules.map((rule) => [rule.rule, rule]))
  const remember = (name: string, machine: Machine): void => {
    machines.set(name, machine)
    const isWatched = stream.rules.some((rule) => dueAt(machine.watches[rule.rule] ?? {}, rule) !== undefined)
    if (isWatched) watched.add(name)
    else watched.delete(name)
  }
  for (const [name, machine] of machines) remember(name, machine)

  const over = new AbortController()
  let trouble: unknown
  const fail = (error: unknown): void => {
    trouble ??= error
    over.abort()
  }
  const ends = AbortSignal.any([stop, over.signal])
  const inTurn = oneAtATime()
  const heard = hearing(now)
  let keptAt = now()

  async function keep(judgement: Judgement, heardAt?: Instant): Promise<void> {
    const at = now()
    const { messages, change } = told(judgement, at)
    const beside = (sql: Sql) => kept.keep(sql, heardAt ? { ...change, heardAt } : change, at)
    await (messages.length > 0 ? parts.acceptBeside(messages, beside) : database.transaction(beside))
    keptAt = at
    for (const [name, machine] of judgement.machines) remember(name, machine)
  }

  function told({ turns, samples, heard: signals, watches, tally }: Judgement, at: Instant) {
    const telling = () => ({ system: stream.system, messageId: parts.ids(), now: at })
    const messages: NewMessage[] = samples.map(([machine, sample]) => readingFrom(machine, sample, telling()))
    const fired: Change['fired'][number][] = []
    const ended: Change['ended'][number][] = []
    for (const [machine, turn] of turns) {
      const { plant, asset } = machine
      const rule = rules.get(turn.rule)!
      const message = messageFrom(machine, rule, turn, telling())
      if (message) messages.push(message)
      const one = { plant, asset, rule: turn.rule, began: turn.began, messageId: message?.messageId ?? null }
      if (turn.turn === 'begins')
        fired.push({ ...one, cause: { reason: reasonOf(rule), means: rule.means, said: turn.said } as unknown as Json })
      else ended.push({ ...one, at: turn.at })
    }
    return { messages, change: { heard: signals, watches, fired, ended, tally } }
  }

  const ticking = (async () => {
    while (!ends.aborted) {
      await clock.sleep(TICK, ends)
      if (ends.aborted) return
      await inTurn(async () => {
        const upTo = heard.upTo()
        const judgement = judgeTime(machines, upTo ? watched : [], stream.rules, upTo ?? now())
        if (judgement.turns.length > 0 || between(keptAt, now()) >= RENEW) await keep(judgement)
      })
    }
  })().catch(fail)

  const listening = stream.listen(
    {
      connected() {
        heard.connected()
        parts.connected()
        void inTurn(() => kept.connection(database, { since: now() }, now())).catch(fail)
      },
      take: (said) => {
        heard.behind()
        return inTurn(async () => {
          const began = now()
          await keep(judgeSaid(machines, said, stream, began), began)
          await clock.sleep(Math.min(REST.atMost, REST.times * between(began, now())), ends)
        })
      },
      caughtUp: () => heard.caughtUp(),
    },
    ends,
  )
  try {
    await listening
  } finally {
    over.abort()
    await ticking
  }
  if (trouble !== undefined) throw trouble
}

/** Work that waits for the work before it, however that went. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}
