import { expect, test } from 'vitest'
import type { OrderCost } from '#model/order-cost'
import type { ProductionOrder } from '#model/production'
import { booked, type Books, call, effect, outcome, pieces } from './production-ledger.ts'

const kilos = (value: number | string) => ({ value: `${value}`, uom: 'KGM' as const })

/** What every keeper of the production ledger promises of what comes beside the goods. */
export function byproductContract(open: () => Promise<Books>): void {
  async function start() {
    const books = await open()
    const bench = await books.bench({ byproduct: true })
    return {
      ...bench,
      chips: bench.chips!,
      share: books.sharesCost ? '5' : '0',
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      now: async () => (await books.keeper.read('order', [bench.order], call()))[0] as ProductionOrder,
      cost: async () => (await books.keeper.read('cost', [bench.order], call()))[0] as OrderCost,
      look: () => books.look(bench),
    }
  }

  test('T12: a by-product is received in parts, and bears its share of the cost when the order closes: 95 to 5', async () => {
    const { order, steel, paint, chips, share, perform, now, cost, look } = await start()
    expect((await now()).byproducts).toMatchObject([
      { item: chips, expected: kilos(8), received: kilos(0), costShare: share },
    ])

    const answers = await perform(
      effect('issueMaterial', { order, item: steel, quantity: pieces(200) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(100), lot: 'LB' }),
      effect('receiveByproduct', { order, item: chips, quantity: kilos('5.5') }),
      effect('receiveOutput', { order, quantity: pieces(100) }),
      effect('receiveByproduct', { order, item: chips, quantity: kilos('2.5') }),
    )
    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked', 'booked', 'booked'])
    expect(booked(answers[4]).after).toMatchObject({ received: '8', onHand: '8' })
    expect((await now()).byproducts).toMatchObject([{ expected: kilos(8), received: kilos(8) }])
    expect((await now()).received).toEqual(pieces(100))

    const [closed] = await perform(effect('closeOrder', { order }))
    expect(booked(closed).after).toMatchObject({ cost: { total: '700.00', booked: '700.00', variance: '0.00' } })
    expect(await cost()).toMatchObject({ output: '700.00', workInProgress: '0.00' })
    const { values } = await look()
    expect(values[chips]).toBe((700 * Number(share)) / 100)
  })

  test('a by-product is taken back by a return, never more than came; one that the order does not expect is taken as told', async () => {
    const { order, steel, chips, share, frame, perform, now } = await start()
    const first = effect('receiveByproduct', { order, item: chips, quantity: kilos(5) })

    const answers = await perform(
      first,
      effect('reverseByproduct', { order, original: first.key, quantity: kilos(2) }),
      effect('reverseByproduct', { order, original: first.key, quantity: kilos(4) }),
      effect('receiveByproduct', { order, item: steel, quantity: pieces(3), costShare: '10' }),
      effect('receiveByproduct', { order, item: frame, quantity: pieces(3) }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'OVER_REVERSAL', 'booked', 'UNKNOWN_ITEM'])
    expect((await now()).byproducts).toMatchObject([
      { item: chips, received: kilos(3), costShare: share },
      { item: steel, expected: pieces(0), received: pieces(3), costShare: share === '5' ? '10' : '0' },
    ])
  })

  test('the yield of a batch is a note on its order', async () => {
    const { order, perform } = await start()
    const note = effect('noteYield', { order, batch: 'B-7', input: kilos(100), output: kilos(97), loss: kilos(3) })

    const answers = await perform(note, effect('withdrawYield', { order, original: note.key }))

    expect(answers.map(outcome)).toEqual(['booked', 'booked'])
  })
}
