import { expect, test } from 'vitest'
import { type Books, call, effect, outcome, pieces } from './production-ledger.ts'

/** What every keeper of the production ledger promises of goods that change their lots. */
export function lotChangeContract(open: () => Promise<Books>): void {
  async function start() {
    const books = await open()
    const bench = await books.bench({ tracking: 'lot' })
    return {
      ...bench,
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      look: () => books.look(bench),
    }
  }
  const part = (lot: string, quantity: number) => ({ lot, quantity: pieces(quantity) })

  test('DOM-29: a lot becomes several and one again: what it is worth and what came of the order stay; what is lost is scrap', async () => {
    const { order, frame, perform, look } = await start()
    const change = (from: object[], into: object[], more = {}) => effect('changeLots', { order, from, into, ...more })

    const answers = await perform(
      effect('receiveOutput', { order, quantity: pieces(100), lot: 'F1' }),
      change([part('F1', 100)], [part('F1-a', 60), part('F1-b', 38)], { loss: pieces(2) }),
      change([part('F1', 1)], [part('F1-c', 1)]),
      change([part('F1-a', 60), part('F1-b', 38)], [part('F2', 98)]),
      change([part('F2', 10)], [part('F3', 9)]),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'NEGATIVE_STOCK', 'booked', 'SUM_DIFFERS'])
    expect(await look()).toMatchObject({
      output: { net: 100 },
      scrapped: 2,
      onHand: { [frame]: 98 },
      stockByLot: { F2: 98 },
    })
    expect((await look()).becomes).toEqual(['F1 becomes F1-a', 'F1 becomes F1-b', 'F1-a becomes F2', 'F1-b becomes F2'])
  })

  test('a lot of a component is split where the components lie', async () => {
    const { order, paint, perform, look } = await start()

    const answers = await perform(
      effect('changeLots', { order, item: paint, from: [part('LB', 10)], into: [part('LB-1', 10)] }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(10), lot: 'LB-1' }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked'])
    expect(await look()).toMatchObject({ used: { [paint]: { net: 10, value: 30 } }, onHand: { [paint]: 990 } })
  })
}
