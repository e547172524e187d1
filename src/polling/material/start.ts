import { bell, loop } from '#kernel/loop'
import { type Clock, type Duration, minutes } from '#kernel/time'
import { lookAtMaterial, type MaterialLookParts } from './look.ts'

export interface MaterialWatchParts extends MaterialLookParts {
  readonly clock: Clock
  /** Milliseconds of a clock that only goes on. */
  readonly stopwatch: () => () => Duration
  readonly log: { warn(about: object, sentence: string): void; info(about: object, sentence: string): void }
}

/** There is a look at least so rarely, and the longer it takes the rarer: it may cost a two-hundredth of a processor. */
const LEAST = minutes(1)
const SHARE = 0.005

/** Asks for each plant again and again what its orders wait for; one that cannot be asked is said once, and when it is back. */
export function startMaterialWatch(plants: readonly string[], parts: MaterialWatchParts): AsyncDisposable {
  const { clock, log, stopwatch } = parts
  const stop = new AbortController()
  const hands = plants.map(async (plant) => {
    let isAway = false
    let rest = LEAST
    // What a plant waits for is no news when the hub begins: everything else comes first.
    await clock.sleep(rest, stop.signal)
    await loop({ clock, signal: stop.signal, bell: bell(), idle: 0, onError: () => {} }, async () => {
      const took = stopwatch()
      try {
        await lookAtMaterial(plant, parts, stop.signal)
        if (isAway) log.info({ plant }, 'What orders wait for can be asked again')
        isAway = false
      } catch (error) {
        if (!isAway && !stop.signal.aborted) log.warn({ plant, err: error }, 'What orders wait for cannot be asked')
        isAway = true
      }
      rest = Math.max(LEAST, took() / SHARE)
      return { busy: false, rest }
    })
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(hands)
    },
  }
}
