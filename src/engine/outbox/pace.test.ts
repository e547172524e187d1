import { describe, expect, it } from 'vitest'
import { milliseconds, seconds } from '#kernel/time'
import { pace } from './pace.ts'

/**
 * Where the sizes settle with a system that takes so long for a call and so long for each effect in it, when there is
 * not always enough to fill a batch.
 */
function settledWith(call: number, effect: number): { readonly size: number; readonly took: number } {
  const rhythm = pace(milliseconds(300), 200)
  for (let turn = 0; turn < 90; turn++) {
    const waiting = turn % 3 === 2 ? 1 : Math.ceil(rhythm.size() / (1 + (turn % 3)))
    rhythm.learn(waiting, call + effect * waiting)
  }
  return { size: rhythm.size(), took: call + effect * rhythm.size() }
}

describe('the size of a batch', () => {
  it('is as large as the wished time allows where effects are quick', () => {
    const { size, took } = settledWith(20, 2)
    expect(size).toBeGreaterThan(100)
    expect(took).toBeLessThan(330)
  })

  it('is so large that the call itself is a tenth of its cost, as long as that takes no more than ten times as long', () => {
    const { size, took } = settledWith(120, 14)
    expect(size).toBeGreaterThan(60)
    expect(took).toBeLessThan(1500)
  })

  it('does not stay at one where a call alone takes longer than wished', () => {
    const { size, took } = settledWith(800, 100)
    expect(size).toBeGreaterThan(15)
    expect(took).toBeLessThanOrEqual(seconds(3))
  })

  it('is small where each effect is slow, so that a batch never takes much longer than ten times the wished time', () => {
    const { size, took } = settledWith(0, seconds(1))
    expect(size).toBeGreaterThan(1)
    expect(took).toBeLessThanOrEqual(seconds(3))
  })

  it('at most doubles when many effects come after many calls with one', () => {
    const rhythm = pace(milliseconds(300), 200)
    for (let turn = 0; turn < 50; turn++) rhythm.learn(1, seconds(1))
    expect(rhythm.size()).toBeLessThanOrEqual(20)
  })

  it('is one where one alone is slower than that', () => {
    expect(settledWith(0, seconds(10)).size).toBe(1)
  })
})
