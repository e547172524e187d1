import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Clock, instant } from './time.ts'

/** A generator of ids that sort by the time they were made (UUID version 7, RFC 9562). */
export type Ids = () => string

/** Chance in [0, 1), handed in so that a seed decides. */
export type Chance = () => number

/** The only place that asks the machine for time and chance; everything else receives them. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  sleep: async (duration, signal) => {
    await pause(duration, undefined, signal ? { signal } : {}).catch(() => {})
  },
}

export const systemChance: Chance = () => randomBytes(4).readUInt32BE() / 2 ** 32

/** Ids made by one process never go backwards: a counter in the 12 bits after the millisecond breaks ties. */
export function uuids(clock: Clock, bytes: (n: number) => Uint8Array = inHandfuls()): Ids {
  let last = 0
  let counter = 0
  return () => {
    const now = Date.parse(clock.now())
    if (now > last) [last, counter] = [now, 0]
    else if (++counter > 0xfff) [last, counter] = [last + 1, 0]
    const tail = Buffer.from(bytes(8))
    tail[0] = (tail[0]! & 0x3f) | 0x80
    const head = last.toString(16).padStart(12, '0')
    const hex = tail.toString('hex')
    return `${head.slice(0, 8)}-${head.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${hex.slice(0, 4)}-${hex.slice(4)}`
  }
}

/** Asking the machine for chance costs more than all the rest of an id, so it is asked for many at once. */
function inHandfuls(): (n: number) => Uint8Array {
  let drawn = Buffer.alloc(0)
  return (n) => {
    if (drawn.length < n) drawn = randomBytes(Math.max(n, 4096))
    const taken = drawn.subarray(0, n)
    drawn = drawn.subarray(n)
    return taken
  }
}
