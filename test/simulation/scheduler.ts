import type { CallOff, Duration } from '#kernel/time'
import type { Random } from './random.ts'

interface Entry {
  readonly time: number
  readonly tie: number
  readonly order: number
  readonly label: string
  /** Nothing, once it was called off. */
  happen: (() => void) | undefined
}

/**
 * Node empties its queue of promises between any two immediates, and looks for the world outside only after the last of
 * those it found waiting. Nothing comes from there, and asking once for many steps costs a tenth of asking each time.
 */
const STEPS_AT_ONCE = 256

/**
 * Virtual time: one thing happens at a time, at its moment; what is due at the same moment happens in an order that
 * chance decides. Between two things every promise that can go on has gone on, so a run depends on the seed alone.
 */
export class Scheduler {
  now: number
  steps = 0
  #queue: Entry[] = []
  #order = 0
  #hash = 0x811c9dc5
  readonly #random: Random

  constructor(random: Random, start: number) {
    this.#random = random
    this.now = start
  }

  after(delay: Duration, label: string, happen: () => void): CallOff {
    const entry: Entry = { time: this.now + delay, tie: this.#random.bits(), order: this.#order++, label, happen }
    this.#push(entry)
    return () => {
      entry.happen = undefined
    }
  }

  /** Lets things happen until it is over or nothing is left to happen. */
  run(isOver: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      let isEnded = false
      const end = (settle: () => void) => {
        isEnded = true
        settle()
      }
      const step = () => {
        if (isEnded) return
        try {
          const next = isOver() ? undefined : this.#next()
          if (!next?.happen) return end(resolve)
          this.now = next.time
          this.steps++
          this.trace(next.label)
          next.happen()
        } catch (error) {
          end(() => reject(error))
        }
      }
      const someSteps = () => {
        if (isEnded) return
        for (let nth = 0; nth < STEPS_AT_ONCE; nth++) setImmediate(step)
        setImmediate(someSteps)
      }
      someSteps()
    })
  }

  /** Adds to the fingerprint of the run. */
  trace(label: string): void {
    let hash = this.#hash ^ (this.now | 0)
    for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193)
    this.#hash = hash
  }

  /** The same for two runs that did the same things at the same moments. */
  get fingerprint(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0')
  }

  #next(): Entry | undefined {
    let next = this.#pop()
    while (next && !next.happen) next = this.#pop()
    return next
  }

  #push(entry: Entry): void {
    const queue = this.#queue
    let at = queue.push(entry) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isBefore(entry, queue[above]!)) break
      queue[at] = queue[above]!
      at = above
    }
    queue[at] = entry
  }

  #pop(): Entry | undefined {
    const queue = this.#queue
    const first = queue[0]
    const last = queue.pop()
    if (!first || !last || queue.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= queue.length) break
      if (below + 1 < queue.length && isBefore(queue[below + 1]!, queue[below]!)) below++
      if (!isBefore(queue[below]!, last)) break
      queue[at] = queue[below]!
      at = below
    }
    queue[at] = last
    return first
  }
}

const isBefore = (one: Entry, other: Entry): boolean =>
  one.time !== other.time
    ? one.time < other.time
    : one.tie !== other.tie
      ? one.tie < other.tie
      : one.order < other.order
