import { describe, expect, it } from 'vitest'
import { milliseconds, seconds } from '#kernel/time'
import { pace } from './pace.ts'

/** Where the sizes settle with a system that takes so long for a call and so long for each effect in it. */
function settledWith(call: number, effect: number): { readonly size: number; readonly took: number } {
  const rhythm = pace(milliseconds(300), 200)
  for (let turn = 0; turn < 50; turn++) rhythm.learn(rhythm.size(), call + effect * rhythm.size())
  return { size: rhythm.size(), took: call + effect * rhythm.size() }
}

describe('the size of a batch', () => {
  it('is as large as the wished time allows where effects are quick', () => {
    const { size, took } = settledWith(20, 2)
    expect(size).toBeGreaterThan(100)
    expect(took).toBeLessThan(330)
  })

  it('does not stay at one where a call alone takes longer than wished', () => {
    expect(settledWith(800, 100).size).toBe(20)
  })

  it('is small where each effect is slow, so that a batch never takes much longer than ten times the wished time', () => {
    const { size, took } = settledWith(0, seconds(1))
    expect(size).toBe(3)
    expect(took).toBeLessThanOrEqual(seconds(3))
  })

  it('is one where one alone is slower than that', () => {
    expect(settledWith(0, seconds(10)).size).toBe(1)
  })
})
