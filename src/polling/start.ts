import { bell, loop } from '#kernel/loop'
import { seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { orderPoll, type OrderSource, type PollParts } from './released-orders.ts'

export interface PollingParts extends PollParts {
  readonly log: { warn(about: object, sentence: string): void; info(about: object, sentence: string): void }
}

/** A release must reach the shop floor within half a minute, so the hub looks well before that. */
const EVERY = seconds(5)

/** Asks every source again and again; one that cannot be asked is said once, and once more when it is back. */
export function startPolls(sources: readonly OrderSource[], parts: PollingParts): AsyncDisposable {
  const stop = new AbortController()
  const hands = sources.map((source) => {
    const poll = orderPoll(source, parts)
    let isAway = false
    return loop({ clock: systemClock, signal: stop.signal, bell: bell(), idle: EVERY, onError: () => {} }, async () => {
      try {
        const { more } = await poll()
        if (isAway) parts.log.info({ system: source.system }, 'The system can be asked for orders again')
        isAway = false
        return { busy: more }
      } catch (error) {
        if (!isAway && !stop.signal.aborted)
          parts.log.warn({ system: source.system, err: error }, 'The system cannot be asked for orders')
        isAway = true
        return { busy: false }
      }
    })
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(hands)
    },
  }
}
