import { describe, expect, test } from 'vitest'
import type { Booking } from '../../bench/harness/bookings.ts'
import { lifeOf, type Told } from '../../bench/harness/order-life.ts'
import { settledOrders } from '../../bench/harness/settled-orders.ts'

/** An issue, an issue by lot, an operation, a receipt, all of one piece; before it a hold and its lifting, and the end. */
const life = [...lifeOf('odoo.7', { steel: 'steel', paint: 'paint' }, 1)]
const [held, unheld, issued, byLot, completed, received, closed] = life as [Told, Told, Told, Told, Told, Told, Told]

const bookings = (told: readonly Told[]): readonly Booking[] =>
  told.map((one, nth) => ({
    order: 7,
    message: `/plants/A/systems/mes e${life.indexOf(one)}`,
    at: `2026-11-24T06:00:0${nth}.000000`,
  }))

/** Everything of the life is acknowledged; the rest of the day Odoo has only what was left to it. */
function orders(booked: readonly Told[], left = 0) {
  const late: number[] = []
  const parts = [[...bookings(booked)]]
  const odoo = { archived: async () => parts.shift() ?? [], booked: async () => left }
  const settled = settledOrders(odoo, ({ due }, at) => late.push(at - due))
  const due = Date.parse('2026-11-24T06:00:00Z')
  for (const [nth, told] of life.entries()) settled.acknowledged({ order: 'odoo.7', id: `e${nth}`, told, due })
  return { settled, late }
}

describe('orders that are over, held against the books', () => {
  test.each([
    ['as they were said', life],
    ['holds pass reports', [issued, held, unheld, byLot, completed, received, closed]],
    ['who asks for a lot is passed', [held, unheld, issued, completed, received, byLot, closed]],
  ])('each kind in its own order, the end last: %s', async (_, booked) => {
    const { settled, late } = orders(booked)
    await settled.untilAllSettled()
    expect(settled.count()).toBe(7)
    expect(late.toSorted()).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000])
  })

  test.each([
    ['one is missing', [held, unheld, issued, byLot, received, closed], /e4 was acknowledged and not booked/],
    ['one is booked twice', [...life.slice(0, 4), ...life.slice(3)], /e3 was booked twice/],
    ['a report is out of order', [held, unheld, completed, issued, byLot, received, closed], /e2 was booked after/],
    ['the lifting comes first', [unheld, held, issued, byLot, completed, received, closed], /e0 was booked after/],
    [
      'something comes after the end',
      [held, unheld, issued, completed, received, closed, byLot],
      /e3 was booked after/,
    ],
  ])('%s', async (_, booked, wrong) => {
    await expect(orders(booked).settled.settle()).rejects.toThrow(wrong)
  })

  test('nobody wanted a booking on an order that is over, or on one that is not', async () => {
    const odoo = { archived: async () => bookings([closed]), booked: async () => 0 }
    await expect(settledOrders(odoo, () => {}).settle()).rejects.toThrow('e6 was booked and never acknowledged')
    await expect(orders(life, 1).settled.untilAllSettled()).rejects.toThrow('1 bookings on orders of which nothing')
  })
})
