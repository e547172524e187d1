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
      if (rung || signal.aborted) {
        rung = false
        return
      }
      await new Promise<void>((resolve) => {
        const over = () => {
          callOff()
          listeners.delete(heard)
          signal.removeEventListener('abort', over)
          resolve()
        }
        const heard = () => {
          rung = false
          over()
        }
        const callOff = clock.after(atMost, over)
        listeners.add(heard)
        signal.addEventListener('abort', over)
      })
    },
  }
}

export interface LoopParts {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly bell: Bell
  /** How long an idle loop waits before it looks again by itself: other processes ring no bell here. */
  readonly idle: Duration
  /** How long it does not listen after a turn without work: many rings in a row are one look. */
  readonly breath?: Duration
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
      else if (!busy) {
        if (parts.breath !== undefined) await parts.clock.sleep(parts.breath, parts.signal)
        await parts.bell.wait(parts.clock, parts.idle, parts.signal)
      }
    } catch (error) {
      parts.onError(error)
      failures++
      await parts.clock.sleep(Math.min(5000, 100 * 2 ** failures), parts.signal)
    }
  }
}
