import { expect, test } from 'vitest'
import type { ProductionOrder } from '#model/production'
import { type Books, call, effect, outcome, pieces } from './production-ledger.ts'

/** What every keeper of the production ledger promises of what is used in the place of a component. */
export function substituteContract(open: () => Promise<Books>): void {
  async function start() {
    const books = await open()
    const bench = await books.bench({ spare: true })
    const { order, steel, spare = '' } = bench
    const stands = (of: number) => ({ instead: { item: steel, quantity: pieces(of) } })
    return {
      ...bench,
      spare,
      steelFor: (of: number) => effect('issueMaterial', { order, item: steel, quantity: pieces(of) }),
      spareFor: (of: number, quantity: number) =>
        effect('issueMaterial', { order, item: spare, quantity: pieces(quantity), ...stands(of) }),
      back: (original: string, of: number, quantity: number) =>
        effect('returnMaterial', { order, original, quantity: pieces(quantity), ...stands(of) }),
      perform: (...effects: ReturnType<typeof effect>[]) => books.keeper.perform(effects, call()),
      look: () => books.look(bench),
      required: async () => {
        const [told] = (await books.keeper.read('order', [order], call())) as [ProductionOrder]
        return told.components.find(({ item }) => item === steel)?.required
      },
    }
  }

  test('DOM-24: a substitute is used as itself, and so much less of the component is planned; the recipe stays', async () => {
    const { spareFor, steelFor, back, perform, look, required, steel, spare } = await start()
    const first = spareFor(50, 60)

    expect((await perform(first, steelFor(100))).map(outcome)).toEqual(['booked', 'booked'])
    expect(await look()).toMatchObject({
      used: { [spare]: { net: 60, documents: 1 }, [steel]: { net: 100, documents: 1 } },
      planned: { [steel]: { open: 50 } },
      onHand: { [spare]: 940, [steel]: 900 },
    })
    expect(await required()).toEqual(pieces(200))

    expect((await perform(steelFor(70), back(first.key, 25, 30))).map(outcome)).toEqual(['booked', 'booked'])
    expect(await look()).toMatchObject({
      used: { [spare]: { net: 30 }, [steel]: { net: 170 } },
      planned: { [steel]: { open: 5 } },
      onHand: { [spare]: 970 },
    })
    expect((await perform(back(first.key, 25, 30))).map(outcome)).toEqual(['booked'])
    expect(await look()).toMatchObject({ used: { [spare]: { net: 0 } }, planned: { [steel]: { open: 30 } } })
    expect(await required()).toEqual(pieces(200))
  })

  test('DOM-24: whether the component or its substitute comes first, the plan ends the same', async () => {
    const one = await start()
    const other = await start()
    await one.perform(one.spareFor(50, 60))
    await one.perform(one.steelFor(180))
    await other.perform(other.steelFor(180))
    await other.perform(other.spareFor(50, 60))
    for (const { look, required, steel } of [one, other]) {
      expect((await look()).planned[steel]?.open ?? 0).toBe(0)
      expect(await required()).toEqual(pieces(200))
    }
  })
}
