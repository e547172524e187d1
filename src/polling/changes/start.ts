import { Failure } from '#kernel/failure'
import { bell, loop } from '#kernel/loop'
import { seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import type { ChangeWatch } from '#model/ports/change-watch'
import { lookAtChanges, type LookParts } from './look.ts'
import { OVERTAKEN } from './watched.ts'

export interface WatchingParts extends LookParts {
  readonly log: { warn(about: object, sentence: string): void; info(about: object, sentence: string): void }
}

/** Another process may have looked meanwhile, or be gone: how far books are is read again at least this often. */
const LONGEST_REST = seconds(10)

const LATE =
  'A change committed so long after its transaction began that only the sweep found it; set the overlap of this system longer than its longest transaction'

/** Asks every watched system again and again what changed; one that cannot be asked is said once, and when it is back. */
export function startWatching(watches: readonly ChangeWatch[], parts: WatchingParts): AsyncDisposable {
  const stop = new AbortController()
  const hands = watches.map((watch) => {
    let isAway = false
    const about = { system: watch.system }
    return loop(
      { clock: systemClock, signal: stop.signal, bell: bell(), idle: seconds(1), onError: () => {} },
      async () => {
        try {
          const { more, rest, late } = await lookAtChanges(watch, parts)
          for (const one of late) parts.log.warn({ ...about, ...one }, LATE)
          if (isAway) parts.log.info(about, 'The system can be asked again for what people changed')
          isAway = false
          return { busy: more, ...(rest > 0 ? { rest: Math.min(rest, LONGEST_REST) } : {}) }
        } catch (error) {
          if (error instanceof Failure && error.code === OVERTAKEN) return { busy: false }
          if (!isAway && !stop.signal.aborted)
            parts.log.warn({ ...about, err: error }, 'The system cannot be asked for what people changed')
          isAway = true
          return { busy: false, rest: seconds(5) }
        }
      },
    )
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(hands)
    },
  }
}
