import { describe, expect, test } from 'vitest'
import { wrongBookings } from '../../bench/harness/bookings.ts'
import { percentileOf } from '../../bench/harness/sample.ts'

const booked = (...told: readonly string[]) =>
  told.map((one) => {
    const [order, id] = one.split(':')
    return { order: Number(order), message: `/plants/A/systems/mes ${id}`, at: '' }
  })

describe('what the bench holds against the books', () => {
  test('all that was acknowledged, once, in the order of each order', () => {
    expect(wrongBookings(['a', 'b', 'c', 'd'], booked('1:a', '2:c', '1:b', '2:d'))).toEqual([])
    expect(wrongBookings(['a', 'b'], booked('2:b', '1:a'))).toEqual([])
  })

  test.each([
    ['one is missing', booked('1:a'), ['b was acknowledged and not booked']],
    ['one is booked twice', booked('1:a', '1:b', '1:b'), ['b was booked twice']],
    ['nobody was told of one', booked('1:a', '1:b', '1:x'), ['x was booked and never acknowledged']],
    ['a later one goes first', booked('1:b', '1:a'), ['a was booked after a later one of its order']],
  ])('%s', (_, books, wrong) => {
    expect(wrongBookings(['a', 'b'], books)).toEqual(wrong)
  })

  test('a percentile is one of the values, and no smaller part exceeds it', () => {
    const hundred = Array.from({ length: 100 }, (_, nth) => 100 - nth)
    expect([percentileOf(hundred, 0.99), percentileOf(hundred, 0.5), percentileOf([7], 0.99)]).toEqual([99, 50, 7])
  })
})
