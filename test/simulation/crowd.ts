import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Result } from './world.ts'

/** What a process tells of a world it has lived. */
export interface Told extends Omit<Result, 'coverage'> {
  readonly counts: ReadonlyMap<string, number>
}

/** So many seeds are given to a process at once; whoever is done gets the next. */
const HANDFUL = 20

const program = fileURLToPath(new URL('./living.ts', import.meta.url))

/** Processes that live worlds side by side, one for each core: worlds share nothing. */
export class Crowd implements AsyncDisposable {
  readonly #hands: readonly ChildProcess[]

  constructor(hands = availableParallelism()) {
    this.#hands = Array.from({ length: hands }, () =>
      fork(program, [], { serialization: 'advanced', execArgv: ['--max-semi-space-size=32'] }),
    )
  }

  /** Lives them all, or until the listener has heard enough and says no; in the order in which they get done. */
  async live(seeds: Iterable<number>, listen: (told: Told) => boolean | void): Promise<void> {
    const left = seeds[Symbol.iterator]()
    const next = () => [...take(left, HANDFUL)]
    let isEnough = false
    const keepBusy = (hand: ChildProcess) =>
      new Promise<void>((resolve, reject) => {
        let open = 0
        const give = (): void => {
          const some = isEnough ? [] : next()
          open = some.length
          if (open > 0) return void hand.send(some)
          hand.off('message', hear)
          hand.off('error', reject)
          hand.off('exit', died)
          resolve()
        }
        const hear = (told: Told) => {
          if (!isEnough && listen(told) === false) isEnough = true
          if (--open === 0) give()
        }
        const died = (code: number | null, by: string | null) => reject(new Error(`a process died: ${by ?? code}`))
        hand.on('message', hear)
        hand.on('error', reject)
        hand.on('exit', died)
        give()
      })
    await Promise.all(this.#hands.map(keepBusy))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      this.#hands
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
        .map((hand) => {
          hand.kill('SIGKILL')
          return once(hand, 'exit')
        }),
    )
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
