import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochMilliseconds, instant, minutes, seconds } from '#kernel/time'
import { clockError, type Stamps } from './estimate.ts'

const NOON = epochMilliseconds('2026-11-22T12:00:00.000Z')

/** Messages by a clock that is `off`, each `delays` after it happened. */
const by = (off: number, delays: readonly number[]): Stamps[] =>
  delays.map((delay, at) => ({
    occurredAt: instant(NOON + at * 1000 + off),
    receivedAt: instant(NOON + at * 1000 + delay),
  }))

const prompt = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 5, maxLength: 50 })
const late = fc.array(fc.integer({ min: 0, max: minutes(600) }), { minLength: 5, maxLength: 50 })

describe('DOM-39: how far a clock is off', () => {
  it('is found within what the way takes, ahead or behind', () => {
    fc.assert(
      fc.property(prompt, fc.integer({ min: minutes(1), max: minutes(600) }), (delays, off) => {
        const [ahead, behind] = [clockError(by(off, delays))!.ahead, clockError(by(-off, delays))!.ahead]
        expect(off - ahead).toBeGreaterThanOrEqual(0)
        expect(off - ahead).toBeLessThanOrEqual(1500)
        expect(-behind - off).toBeGreaterThanOrEqual(0)
        expect(-behind - off).toBeLessThanOrEqual(1500)
      }),
    )
  })

  it('is never said to be ahead where nothing came before it happened, in whatever order it came', () => {
    fc.assert(
      fc.property(late, (delays) => {
        const { ahead } = clockError(by(0, delays))!
        expect(ahead).toBeLessThanOrEqual(0)
        expect(clockError(by(0, delays).toReversed())).toEqual(clockError(by(0, delays)))
      }),
    )
  })

  it('somebody who reports late has no wrong clock', () => {
    const shift = Array.from({ length: 40 }, (_, at) => minutes(10 * at))
    expect(clockError(by(0, shift))!.ahead).toBe(0)
    expect(clockError(by(minutes(5), [...shift, 0, 0, 0, 0, 0, 0]))!.ahead).toBe(minutes(5))
  })

  it('a tenth of nonsense changes nothing, and too few say nothing', () => {
    const sound = by(0, Array(45).fill(seconds(1)))
    const nonsense = by(minutes(9000), [0, 0, 0, 0])
    expect(clockError([...nonsense, ...sound])!.ahead).toBe(0)
    expect(clockError(sound.slice(0, 4))).toBeUndefined()
  })

  it('a device whose system writes down promptly is told apart from one that is wrong itself', () => {
    const stamps = by(0, Array(20).fill(minutes(30))).map((of) => ({ ...of, recordedAt: of.receivedAt }))
    expect(clockError(stamps)!.ahead).toBe(0)
    const fromTheFuture = stamps.map((of) => ({
      ...of,
      occurredAt: instant(epochMilliseconds(of.receivedAt) + minutes(7)),
    }))
    expect(clockError(fromTheFuture)!.ahead).toBe(minutes(7))
  })
})
