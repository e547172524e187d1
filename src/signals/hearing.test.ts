import { describe, expect, it } from 'vitest'
import { instant, seconds } from '#kernel/time'
import { hearing } from './hearing.ts'

function aHearing() {
  let time = 0
  const now = () => instant(time)
  const passes = (span: number): void => void (time += span)
  return { ...hearing(now), passes, now }
}

describe('up to when everything is heard', () => {
  it('is not known before a connection has been there for a while, however quiet it is', () => {
    const one = aHearing()
    one.caughtUp()
    expect(one.upTo()).toBeUndefined()
    one.connected()
    one.passes(seconds(2))
    expect(one.upTo()).toBeUndefined()
    one.passes(seconds(1))
    expect(one.upTo()).toBe(one.now())
  })

  it('stands while something waits, and where nothing had been heard to its end there is none', () => {
    const one = aHearing()
    one.connected()
    one.behind()
    one.passes(seconds(10))
    expect(one.upTo()).toBeUndefined()
    one.caughtUp()
    one.passes(seconds(10))
    expect(one.upTo()).toBe(one.now())
    const before = one.now()
    one.behind()
    one.passes(seconds(10))
    expect(one.upTo()).toBe(before)
  })
})
