import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Clock, instant, type PassingTime } from './time.ts'

/** A generator of ids that sort by the time they were made (UUID version 7, RFC 9562). */
export type Ids = () => string

/** Chance in [0, 1), handed in so that a seed decides. */
export type Chance = () => number

/** The only place that asks the machine for time and chance; everything else receives them. */
let moment = -1
let told = ''

export const systemClock: Clock = {
  // Asked several times for each event: a millisecond is written once.
  now: () => {
    const now = Date.now()
    if (now !== moment) [moment, told] = [now, instant(now)]
    return told
  },
  sleep: async (duration, signal) => {
    await pause(duration, undefined, signal ? { signal } : {}).catch(() => {})
  },
  after: (duration, happen) => {
    const timer = setTimeout(happen, duration)
    return () => clearTimeout(timer)
  },
}

export const systemChance: Chance = () => randomBytes(4).readUInt32BE() / 2 ** 32

/** Ids made by one process never go backwards: a counter in the 12 bits after the millisecond breaks ties. */
export function uuids(clock: PassingTime, bytes: (n: number) => Uint8Array = inHandfuls()): Ids {
  let asked = ''
  let now = 0
  let last = -1
  let counter = 0
  let head = ''
  const begin = (at: number) => {
    last = at
    counter = 0
    const hex = at.toString(16).padStart(12, '0')
    head = `${hex.slice(0, 8)}-${hex.slice(8)}-7`
  }
  return () => {
    const at = clock.now()
    if (at !== asked) [asked, now] = [at, Date.parse(at)]
    if (now > last) begin(now)
    else if (++counter > 0xfff) begin(last + 1)
    const tail = Buffer.from(bytes(8))
    tail[0] = (tail[0]! & 0x3f) | 0x80
    const hex = tail.toString('hex')
    return `${head}${(0x1000 + counter).toString(16).slice(1)}-${hex.slice(0, 4)}-${hex.slice(4)}`
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
