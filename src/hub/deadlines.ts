import type { Rulings } from '#engine'
import { bell, loop } from '#kernel/loop'
import { type Clock, seconds } from '#kernel/time'

export interface DeadlineParts {
  readonly rulings: Pick<Rulings, 'expire'>
  readonly wake: () => void
  readonly clock: Clock
  readonly log: { error(about: object, sentence: string): void }
}

/** Answers questions whose time is over, while the hub runs. */
export function startDeadlines({ rulings, wake, clock, log }: DeadlineParts): AsyncDisposable {
  const stop = new AbortController()
  const onError = (error: unknown) => log.error({ err: error, who: 'deadlines' }, 'Questions are not ended in time now')
  const running = loop({ clock, signal: stop.signal, bell: bell(), idle: seconds(10), onError }, async () => {
    if ((await rulings.expire()) > 0) wake()
    return { busy: false }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}
