import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, effect, outcome, pieces } from '../contracts/production-ledger.ts'
import { simulatedBooks } from '../support/simulated-odoo.ts'

let ours: Awaited<ReturnType<typeof simulatedBooks>>
beforeEach(async () => void (ours = await simulatedBooks()))
afterEach(() => ours[Symbol.asyncDispose]())

const archived = async (overSince: number): Promise<readonly object[]> => {
  const body = JSON.stringify({ overSince: new Date(overSince).toISOString() })
  const answer = await fetch(`${ours.simulated.control}/archive`, { method: 'POST', body })
  expect(answer.status).toBe(200)
  return (await answer.json()) as readonly object[]
}

test('an order that has long been closed is told with all its bookings, and leaves the books with them', async () => {
  const { bench, keeper } = ours.books
  const [over, open] = [await bench(), await bench()]
  const [made, closed, other] = [
    effect('receiveOutput', { order: over.order, quantity: pieces(1) }),
    effect('closeOrder', { order: over.order }),
    effect('receiveOutput', { order: open.order, quantity: pieces(1) }),
  ]
  expect((await keeper.perform([made, closed, other], call())).map(outcome)).toEqual(['booked', 'booked', 'booked'])

  expect(await archived(Date.now() - 60_000)).toEqual([])
  const order = Number(over.order.slice('odoo.'.length))
  expect(await archived(Date.now() + 60_000)).toMatchObject([
    { key: made.key, operation: 'receiveOutput', order },
    { key: closed.key, operation: 'closeOrder', order },
  ])

  expect([...ours.simulated.books.effects.keys()]).toEqual([other.key])
  expect([...ours.simulated.books.orders.keys()]).toEqual([Number(open.order.slice('odoo.'.length))])
  const late = effect('receiveOutput', { order: over.order, quantity: pieces(1) })
  expect((await keeper.perform([late], call())).map(outcome)).toEqual(['UNKNOWN_ORDER'])
  expect(await archived(Date.now() + 60_000)).toEqual([])
})
