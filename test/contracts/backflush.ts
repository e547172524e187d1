import { expect, test } from 'vitest'
import { booked, type Books, call, effect, outcome, pieces } from './production-ledger.ts'

/** What every keeper of the production ledger promises of component use that follows from a report by itself. */
export function backflushContract(open: () => Promise<Books>): void {
  async function start() {
    const books = await open()
    const bench = await books.bench({ tracking: 'lot' })
    return {
      ...bench,
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      look: () => books.look(bench),
    }
  }

  test('WF-18: what is used up with a report is booked with it: once, from lots chosen by itself, with genealogy', async () => {
    const { order, steel, paint, perform, look } = await start()
    const uses = [{ item: paint, quantity: pieces(60), operation: '20' }]
    const report = effect('completeOperation', {
      order,
      operation: '20',
      good: pieces(60),
      backflush: { uses, returns: [] },
    })
    const goods = effect('receiveOutput', {
      order,
      quantity: pieces(60),
      lot: 'F1',
      backflush: { uses: [{ item: steel, quantity: pieces('120.5') }], returns: [] },
    })

    const [said] = await perform(report, goods)
    await perform(report, goods)

    expect(booked(said).after).toMatchObject({ completed: '60', usedUp: `+60 ${paint}` })
    expect(booked(said).documents.map(({ kind }) => kind)).toContain('stock.move')
    expect(await look()).toMatchObject({
      used: { [steel]: { net: 120.5, documents: 1, value: 241 }, [paint]: { net: 60, documents: 1, value: 180 } },
      genealogy: [`${paint} LB in F1`, `${steel}  in F1`].sort(),
      onHand: { [steel]: 879.5, [paint]: 940 },
    })
  })

  test('a report whose material is not there is not booked either', async () => {
    const { order, steel, perform, look } = await start()

    const answers = await perform(
      effect('completeOperation', {
        order,
        operation: '10',
        good: pieces(60),
        backflush: { uses: [{ item: steel, quantity: pieces(1001) }], returns: [] },
      }),
    )

    expect(answers.map(outcome)).toEqual(['NEGATIVE_STOCK'])
    expect(await look()).toMatchObject({ used: { [steel]: { net: 0 } }, operations: { '10': { good: 0 } } })
  })

  test('what is given back is a return of the move that used it, the report’s own first, never more than was used', async () => {
    const { order, steel, paint, perform, look } = await start()
    const report = (good: number) =>
      effect('completeOperation', {
        order,
        operation: '10',
        good: pieces(good),
        backflush: { uses: [{ item: steel, quantity: pieces(2 * good) }], returns: [] },
      })
    const [first, second] = [report(30), report(20)]
    const less = (quantity: number) => ({ uses: [], returns: [{ item: steel, quantity: pieces(quantity) }] })

    const answers = await perform(
      first,
      second,
      effect('reverseCompletion', { order, original: first.key, quantity: pieces(30), backflush: less(60) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(1), lot: 'LB', backflush: less(41) }),
      effect('issueMaterial', { order, item: steel, quantity: pieces(40), backflush: less(40) }),
    )

    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booked', 'OVER_REVERSAL', 'booked'])
    expect(await look()).toMatchObject({
      used: { [steel]: { net: 40, documents: 5, value: 80 }, [paint]: { net: 0 } },
      planned: { [steel]: { open: 160, reserved: 160 } },
      operations: { '10': { good: 20 } },
    })
  })
}
