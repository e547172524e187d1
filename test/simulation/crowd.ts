import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Result } from './world.ts'

/** What a thread tells of a world it has lived. */
export interface Told extends Omit<Result, 'coverage'> {
  readonly counts: ReadonlyMap<string, number>
}

/** So many seeds are given to a thread at once; whoever is done gets the next. */
const HANDFUL = 20

/** Threads that live worlds side by side, one for each core: worlds share nothing. */
export class Crowd implements AsyncDisposable {
  readonly #threads: readonly Worker[]

  constructor(threads = availableParallelism()) {
    this.#threads = Array.from(
      { length: threads },
      () => new Worker(new URL('./thread.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } }),
    )
  }

  /** Lives them all, or until the listener has heard enough and says no; in the order in which they get done. */
  async live(seeds: Iterable<number>, listen: (told: Told) => boolean | void): Promise<void> {
    const left = seeds[Symbol.iterator]()
    const next = () => [...take(left, HANDFUL)]
    let isEnough = false
    const keepBusy = (thread: Worker) =>
      new Promise<void>((resolve, reject) => {
        let open = 0
        const give = () => {
          const some = isEnough ? [] : next()
          open = some.length
          if (open > 0) return thread.postMessage(some)
          thread.off('message', hear)
          thread.off('error', reject)
          resolve()
        }
        const hear = (told: Told) => {
          if (!isEnough && listen(told) === false) isEnough = true
          if (--open === 0) give()
        }
        thread.on('message', hear)
        thread.on('error', reject)
        give()
      })
    await Promise.all(this.#threads.map(keepBusy))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}

function* take(numbers: Iterator<number>, most: number): Generator<number> {
  for (let taken = 0; taken < most; taken++) {
    const { value, done } = numbers.next()
    if (done) return
    yield value
  }
}

export function* seedsFrom(first: number, count: number): Generator<number> {
  for (let seed = first; seed < first + count; seed++) yield seed
}
