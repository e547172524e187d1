import type { Clock, Duration } from './time.ts'

/** Wakes whoever waits for it; a ring while nobody waits is remembered once. */
export interface Bell {
  ring(): void
  /** Resolves at the next ring, after the time at the latest, or when the signal is aborted. */
  wait(clock: Clock, atMost: Duration, signal: AbortSignal): Promise<void>
}

export function bell(): Bell {
  let rung = false
  const listeners = new Set<() => void>()
  return {
    ring() {
      rung = true
      for (const listener of listeners) listener()
    },
    async wait(clock, atMost, signal) {
      if (rung) {
        rung = false
        return
      }
      const stop = new AbortController()
      const heard = new Promise<void>((resolve) => {
        const listener = () => {
          rung = false
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
        stop.signal.addEventListener('abort', () => listeners.delete(listener))
      })
      await Promise.race([heard, clock.sleep(atMost, AbortSignal.any([signal, stop.signal]))])
      // A reason of our own: without one, each waiting would make an error with a stack.
      stop.abort('over')
    },
  }
}

export interface LoopParts {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly bell: Bell
  /** How long an idle loop waits before it looks again by itself: other processes ring no bell here. */
  readonly idle: Duration
  readonly onError: (error: unknown) => void
}

/** Repeats turns until the signal: at once after a turn with work, after a bell or a while without, slower after errors. */
export async function loop(
  parts: LoopParts,
  turn: () => Promise<{ readonly busy: boolean; readonly rest?: Duration }>,
): Promise<void> {
  let failures = 0
  while (!parts.signal.aborted) {
    try {
      const { busy, rest } = await turn()
      failures = 0
      if (rest !== undefined) await parts.clock.sleep(rest, parts.signal)
      else if (!busy) await parts.bell.wait(parts.clock, parts.idle, parts.signal)
    } catch (error) {
      parts.onError(error)
      failures++
      await parts.clock.sleep(Math.min(5000, 100 * 2 ** failures), parts.signal)
    }
  }
}
