import { expect, it } from 'vitest'
import { instant, minutes, seconds } from '#kernel/time'
import { Doubts } from './doubts.ts'

it('a doubt lasts as long as this process saw it last, whatever the clocks say; a new try is a new doubt', () => {
  let passed = 0
  const doubts = new Doubts(() => {
    const from = passed
    return () => passed - from
  })
  const effect = { intentId: '1', doubtedAt: instant(0) }
  expect(doubts.knownFor(effect)).toBe(0)
  passed += minutes(2)
  expect(doubts.knownFor(effect)).toBe(minutes(2))

  // Sent a minute ago by clocks that were put back; it is in doubt from now.
  const again = { ...effect, doubtedAt: instant(-minutes(60)) }
  expect(doubts.knownFor(again)).toBe(0)
  passed += seconds(5)
  expect(doubts.knownFor(again)).toBe(seconds(5))

  doubts.over('1')
  expect(doubts.knownFor(again)).toBe(0)
})
