import { setTimeout as delay } from 'node:timers/promises'
import { Unanswered, Unavailable } from '#kernel/failure'
import type { Duration } from '#kernel/time'
import type { Kept } from './notebook.ts'

type Begun = Pick<Kept, 'key'>

/**
 * A call without an answer may still be done there, until Odoo's own limit ends it. Until then nobody looks at the order
 * and nobody sets anything on it: what is made is made once whatever happens, what is set could be set back.
 */
export function restlessness(limit: Duration, now: () => number = () => performance.now()) {
  const started = now()
  const until = new Map<number, number>()
  const own = new Set<string>()

  async function wait(till: number, signal: AbortSignal | undefined): Promise<void> {
    const rest = till - now()
    if (rest <= 0) return
    try {
      await delay(rest, undefined, signal ? { signal } : {})
    } catch {
      throw new Unavailable(
        'SETTLING',
        `A call to Odoo was not answered; for ${Math.ceil((till - now()) / 1000)} s more Odoo may still do it`,
      )
    }
  }

  return {
    note(order: number, failure: unknown): void {
      if (failure instanceof Unanswered) until.set(order, now() + limit)
    },
    /** This process is the one who carries it out. */
    begun: ({ key }: Begun): void => void own.add(key),
    async settled(order: number, signal: AbortSignal | undefined): Promise<void> {
      const till = until.get(order)
      if (till === undefined) return
      await wait(till, signal)
      until.delete(order)
    },
    /** Begun by a process that is gone: its last call may have left just before this one began. */
    async begunBefore(entries: readonly Begun[], signal: AbortSignal | undefined): Promise<void> {
      if (entries.some(({ key }) => !own.has(key))) await wait(started + limit, signal)
    },
  }
}
