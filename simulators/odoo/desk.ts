import { setTimeout as pause } from 'node:timers/promises'
import type { Faults } from './faults.ts'

/** How many calls are worked on at once, and how many are begun in a second; who comes later waits, first come first. */
export function desk(faults: Faults): {
  readonly counts: () => { readonly inWork: number; readonly waiting: number }
  readonly enter: () => Promise<void>
  readonly leave: () => void
} {
  const waiting: (() => void)[] = []
  let inWork = 0
  let nextStart = 0

  const isFull = (): boolean => faults.workers > 0 && inWork >= faults.workers

  async function paced(): Promise<void> {
    if (faults.callsPerSecond === 0) return
    const now = performance.now()
    nextStart = Math.max(now, nextStart) + 1000 / faults.callsPerSecond
    const wait = nextStart - 1000 / faults.callsPerSecond - now
    if (wait > 0) await pause(wait)
  }

  return {
    counts: () => ({ inWork, waiting: waiting.length }),
    async enter() {
      if (isFull()) await new Promise<void>((go) => waiting.push(go))
      else inWork++
      await paced()
    },
    // A place that becomes free is handed to who waits, so that nobody who comes later takes it.
    leave() {
      inWork--
      while (waiting.length > 0 && !isFull()) {
        inWork++
        waiting.shift()!()
      }
    },
  }
}
