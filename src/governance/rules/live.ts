import { type Clock, type Duration, type Instant, seconds } from '#kernel/time'
import { bell, loop } from '#kernel/loop'
import type { Rules } from './document.ts'
import type { RulesBook } from './versions.ts'

/** A version of the rules that was, is or will be in force. */
export interface RulesInForce {
  readonly version: number
  readonly from: Instant
  readonly rules: Rules
}

export interface LiveRules extends AsyncDisposable {
  now(): RulesInForce
  /** The rules in force at a moment; the first ones for whatever was before them. */
  at(moment: Instant): RulesInForce
  /** Looks now, for whoever has just changed them here. */
  refresh(): Promise<void>
}

export interface LiveRulesParts {
  readonly book: Pick<RulesBook, 'approved' | 'read' | 'beginDue'>
  readonly clock: Clock
  /** How soon a change made in another process holds in this one. */
  readonly every?: Duration
  readonly log: Record<'error' | 'info' | 'warn', (about: object, sentence: string) => void>
}

/** Keeps the rules of this process those in the database. What cannot be read leaves those that hold as they are. */
export async function startRules({ book, clock, every = seconds(1), log }: LiveRulesParts): Promise<LiveRules> {
  let known: readonly RulesInForce[] = []

  async function refresh(): Promise<void> {
    const approved = await book.approved()
    if (approved.some(({ begun, from }) => !begun && from <= clock.now())) await book.beginDue()
    const same = approved.length === known.length && approved.every(({ version }, at) => known[at]?.version === version)
    if (same) return
    const read = async ({ version, from }: { readonly version: number; readonly from: Instant }) => {
      const before = known.find((one) => one.version === version)
      if (before) return before
      const { rules, leftOut } = (await book.read(version))!
      if (leftOut.length > 0)
        log.warn({ version, leftOut }, 'A newer Millwright wrote rules of decisions that this one does not make')
      return { version, from, rules }
    }
    known = await Promise.all(approved.map(read))
    log.info({ version: known.at(-1)?.version }, 'The rules have changed')
  }
  await refresh()

  const at = (moment: Instant): RulesInForce => known.findLast(({ from }) => from <= moment) ?? known[0]!
  const stop = new AbortController()
  const onError = (error: unknown) => {
    if (!stop.signal.aborted) log.error({ err: error }, 'The rules could not be read; those that held go on')
  }
  const watching = loop({ clock, signal: stop.signal, bell: bell(), idle: every, onError }, async () => {
    await refresh()
    return { busy: false }
  })
  return {
    now: () => at(clock.now()),
    at,
    refresh,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await watching
    },
  }
}
