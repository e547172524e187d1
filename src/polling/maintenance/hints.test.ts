import { describe, expect, it } from 'vitest'
import { later, milliseconds, seconds } from '#kernel/time'
import type { Hint } from '#model/ports/maintenance-books'
import { hintDesk } from './hints.ts'

const now = '2026-11-22T05:00:00.000Z'
const hint = (over: Partial<Hint> = {}): Hint => ({
  book: 'orders',
  record: '7',
  changedAt: now,
  isGone: false,
  ...over,
})

describe('hints of webhooks', () => {
  it('about one thing are one, about the last of its changes, whichever came first', () => {
    const desk = hintDesk()
    const newer = later(now, seconds(1))
    desk.add(hint({ changedAt: newer }), now)
    desk.add(hint({ isGone: true }), now)
    expect(desk.due(now)).toEqual([])
    expect(desk.due(later(now, seconds(1)))).toEqual([hint({ changedAt: newer, isGone: true })])
  })

  it('are tried again after a while that grows, and then left to the next look', () => {
    const desk = hintDesk([milliseconds(200), milliseconds(400), seconds(1)])
    desk.add(hint(), now)
    expect(desk.next()).toBe(later(now, 200))
    expect(desk.again(hint(), now)).toBe(true)
    expect(desk.next()).toBe(later(now, 400))
    expect(desk.again(hint(), now)).toBe(true)
    expect(desk.again(hint(), now)).toBe(false)
    expect(desk.next()).toBeUndefined()
  })

  it('that come while one about the same is looked for are looked for as well', () => {
    const desk = hintDesk()
    desk.add(hint(), now)
    const at = later(now, seconds(1))
    const [first] = desk.due(at)
    desk.add(hint({ changedAt: at }), at)
    desk.settled(first!)
    expect(desk.due(later(at, seconds(1)))).toEqual([hint({ changedAt: at })])
    desk.settled(desk.due(later(at, seconds(1)))[0]!)
    expect(desk.next()).toBeUndefined()
  })
})
