import { type Duration, epochMilliseconds, type Instant, instant, type PassingTime } from '../../src/kernel/time.ts'

/** The plant's own time, faster than the world's: so many of its seconds pass in one of ours. */
export interface PlantClock {
  now(): number
  /** What the world's clock shows at a moment of the plant's. Reports carry this: for the hub there is only one time. */
  stamp(at: number): Instant
  /** How long the world has to wait for a moment of the plant. */
  until(at: number): Duration
  readonly speed: () => number
  setSpeed(speed: number): void
  /** Time passes at once. */
  skip(by: Duration): void
}

export function plantClock(world: PassingTime, begins: number, speed: number): PlantClock {
  const real = (): number => epochMilliseconds(world.now())
  let anchor = { plant: begins, world: real(), speed }
  const now = (): number => anchor.plant + (real() - anchor.world) * anchor.speed
  return {
    now,
    stamp: (at) => instant(Math.round(anchor.world + (at - anchor.plant) / anchor.speed)),
    until: (at) => Math.max(0, (at - now()) / anchor.speed),
    speed: () => anchor.speed,
    setSpeed(next) {
      anchor = { plant: now(), world: real(), speed: next }
    },
    skip(by) {
      anchor = { ...anchor, plant: now() + by, world: real() }
    },
  }
}

/** A clock that a test moves by hand; the plant's time is the world's. */
export function handClock(begins: number): PlantClock & { readonly world: PassingTime } {
  let at = begins
  return {
    now: () => at,
    stamp: instant,
    until: (moment) => Math.max(0, moment - at),
    speed: () => 1,
    setSpeed: () => {},
    skip: (by) => {
      at += by
    },
    world: {
      now: () => instant(at),
      sleep: async (duration) => {
        at += duration
        await Promise.resolve()
      },
    },
  }
}
