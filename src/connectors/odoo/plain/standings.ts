import { codeOf, movedBy, needAndUse, netByproducts, received, returnedOf, sum } from './booked.ts'
import type { Chain } from './chain.ts'
import type { Desk } from './desk.ts'
import type { Entry, Facts } from './notebook.ts'
import { operationName, stepsOf } from './operations.ts'
import { Id, Num, reading } from './reading.ts'
import { decimal } from './units.ts'

/** What a person compares before and after a posting. */
export async function standing(desk: Desk, chain: Chain, { of, id }: Entry['tells']): Promise<Facts> {
  const states = chain.orders.map(({ state }) => state)
  const number = id as number
  switch (of) {
    case 'output':
      return {
        states,
        received: decimal(received(chain)),
        onHand: await onHand(desk, chain.orders[0]!.product),
      }
    case 'use': {
      const all = chain.orders.map((order) => needAndUse(chain, order).get(number) ?? { need: 0, used: 0 })
      return {
        states,
        item: codeOf(chain, number),
        required: decimal(sum(all.map(({ need }) => need))),
        consumed: decimal(sum(all.map(({ used }) => used))),
        onHand: await onHand(desk, number),
      }
    }
    case 'byproduct':
      return {
        states,
        item: codeOf(chain, number),
        received: decimal(sum(chain.orders.map((order) => netByproducts(chain, order).get(number) ?? 0))),
        onHand: await onHand(desk, number),
      }
    case 'scrap':
      return {
        states,
        received: decimal(received(chain)),
        item: codeOf(chain, number),
        onHand: await onHand(desk, number),
        scrapped: decimal(scrapped(chain, number)),
      }
    case 'work': {
      const step = chain.steps.find((one) => one.id === id)!
      const steps = stepsOf(chain, operationName(chain, step))
      return {
        states,
        operation: operationName(chain, step),
        completed: decimal(sum(steps.map(({ good }) => good))),
        minutes: decimal(sum(steps.map(({ minutes }) => minutes))),
        over: steps.every(({ state }) => state === 'done' || state === 'cancel'),
      }
    }
    case 'plan':
      return {
        states,
        ordered: decimal(sum(chain.orders.filter(({ state }) => state !== 'cancel').map(({ inStock }) => inStock))),
        start: chain.orders[0]?.start ?? '',
        end: chain.orders.at(-1)?.end ?? '',
      }
    default:
      return { states }
  }
}

function scrapped(chain: Chain, product: number): number {
  const moves = chain.moves.filter(
    (move) => move.scrap && move.product === product && move.state === 'done' && move.returns === undefined,
  )
  return sum(moves.map(({ id }) => movedBy(chain, id) - returnedOf(chain, id)))
}

const quants = reading('stock.quant', { id: Id, quantity: Num }, ({ quantity }) => quantity)

/** What lies in the company's own locations. */
export async function onHand(desk: Desk, product: number): Promise<string> {
  const rows = await desk.read(quants, [
    ['product_id', '=', product],
    ['location_id.usage', '=', 'internal'],
  ])
  return decimal(sum(rows))
}
