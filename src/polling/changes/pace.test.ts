import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, later } from '#kernel/time'
import type { WatchedBook } from '#model/ports/change-watch'
import { dueOf, restOf, usualPace } from './pace.ts'
import type { Standing } from './watched.ts'

const now = instant(Date.UTC(2026, 10, 23))
const ago = fc.integer({ min: 0, max: 200_000 }).map((milliseconds) => later(now, -milliseconds))
const cost = fc.integer({ min: 0, max: 900 })
const standings = fc
  .record({ whole_at: ago, near_at: ago, whole_cost: cost, near_cost: cost })
  .map((times) => ({ ...times, reading: null }) as Standing)

describe('how long a book rests', () => {
  it('is until it is due, and no longer', () => {
    fc.assert(
      fc.property(standings, fc.boolean(), (standing, hasNear) => {
        const book = { name: 'moves', hasNear } as WatchedBook
        const rest = restOf(book, standing, now, usualPace)
        expect(rest === 0).toBe(dueOf(book, standing, now, usualPace) !== undefined)
        expect(dueOf(book, standing, later(now, rest), usualPace)).toBeDefined()
        if (rest > 1) expect(dueOf(book, standing, later(now, rest - 1), usualPace)).toBeUndefined()
      }),
    )
  })

  it('is not at all where it has never been read, or not to the end', () => {
    expect(restOf({ name: 'moves', hasNear: true } as WatchedBook, undefined, now, usualPace)).toBe(0)
  })
})
