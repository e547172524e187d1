import { describe, expect, it } from 'vitest'
import { type AwaitedComponent, feasibleFrom, isStarving, readyShare } from './material.ts'

const awaits = (more: object): AwaitedComponent => ({ item: 'SEAL-40' as never, name: 'Seal', ...more })
const monday = '2026-11-23T06:00:00.000Z'
const tuesday = '2026-11-24T06:00:00.000Z'

describe('WF-49: what an order waits for', () => {
  it('is ready in whole only where nothing is missing', () => {
    expect([0, 199, 200].map((ready) => readyShare({ components: 200, ready }))).toEqual([0, 99, 100])
    expect(readyShare({ components: 0, ready: 0 })).toBe(100)
  })

  it('starves it where it comes after it is needed, or not at all', () => {
    const sunday = '2026-11-22T06:00:00.000Z'
    expect(isStarving(awaits({ neededAt: tuesday, at: monday }), sunday)).toBe(false)
    expect(isStarving(awaits({ neededAt: monday, at: tuesday }), sunday)).toBe(true)
    expect(isStarving(awaits({ neededAt: monday }), sunday)).toBe(true)
    // It should have come, and by now it should be used.
    expect(isStarving(awaits({ neededAt: tuesday, at: monday }), '2026-11-24T07:00:00.000Z')).toBe(true)
    // Nobody has planned when it is used.
    expect(isStarving(awaits({ at: tuesday }), sunday)).toBe(false)
  })

  it('lets it be made once the last is there', () => {
    expect(feasibleFrom({ awaited: [awaits({ at: tuesday }), awaits({ at: monday })] })).toBe(tuesday)
    expect(feasibleFrom({ awaited: [awaits({ at: tuesday }), awaits({})] })).toBeUndefined()
  })
})
