import { describe, expect, it } from 'vitest'
import { nextEnd } from './next-end.ts'

describe('a volume of the journal', () => {
  it.each([
    ['a workshop of a few thousand messages a day fills one in a year', 5_000, '2027-12-27'],
    ['a plant of a hundred thousand fills one in half a year', 100_000, '2027-06-30'],
    ['ten such plants fill one in two weeks, so it is a week long', 1_000_000, '2027-01-08'],
    ['more than any volume should hold in a week does not make it shorter', 90_000_000, '2027-01-08'],
    ['nobody knows yet how many come: a year', 0, '2027-12-27'],
  ])('%s', (_, messagesADay, end) => {
    expect(nextEnd('2027-01-01T00:00:00.000Z', messagesADay)).toBe(`${end}T00:00:00.000Z`)
  })
})
