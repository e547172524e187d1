import { bell, loop } from '#kernel/loop'
import { type Clock, minutes, seconds } from '#kernel/time'
import { type Due, sweepOnce, type SweepParts } from './sweep.ts'

export interface RetentionParts extends SweepParts {
  readonly clock: Clock
  /** What the rules in force say today; nothing of what is kept for ever. */
  readonly due: () => readonly Due[]
  readonly log: { error(about: object, sentence: string): void }
}

/** Erases what its rule no longer keeps, a little at a time, so that nothing else waits for it. */
export function startRetention(parts: RetentionParts): AsyncDisposable {
  const { clock, log } = parts
  const stop = new AbortController()
  const onError = (error: unknown) => {
    if (!stop.signal.aborted) log.error({ err: error }, 'Erasing what is no longer kept pauses and goes on shortly')
  }
  const running = loop({ clock, signal: stop.signal, bell: bell(), idle: minutes(1), onError }, async () => {
    let busy = false
    for (const due of parts.due()) {
      if (stop.signal.aborted) break
      busy = (await sweepOnce(due, parts)).busy || busy
    }
    return busy ? { busy, rest: seconds(1) } : { busy }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}
