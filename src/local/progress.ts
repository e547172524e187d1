import { setTimeout as pause } from 'node:timers/promises'
import type { Say } from './say.ts'

const everyMilliseconds = 5000

/** Does the work and says every few seconds how far it is; `measure` answers in bytes. */
export async function withProgress<T>(say: Say, stage: string, measure: () => number, work: Promise<T>): Promise<T> {
  const begun = Date.now()
  const line = () => `${stage}: ${(measure() / 1e6).toFixed(0)} MB, ${Math.round((Date.now() - begun) / 1000)} s`
  const done = new AbortController()
  const telling = (async () => {
    for (;;) {
      await pause(everyMilliseconds, undefined, { signal: done.signal })
      say(line())
    }
  })().catch(() => {})
  try {
    const result = await work
    say(line())
    return result
  } finally {
    done.abort()
    await telling
  }
}
