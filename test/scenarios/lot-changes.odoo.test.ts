import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'

let plant: PlantStory
beforeAll(async () => {
  plant = await aPlant()
})
afterAll(() => plant?.[Symbol.asyncDispose]())

const part = (lot: string, quantity: number) => ({ lot, quantity: pcs(quantity) })

describe('lots that are split and merged at production, on real Odoo', () => {
  it('DOM-29: 100 become 60 and 38, 2 are lost: hub and Odoo agree, and merging the children takes it back', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    const { order, frame } = bench
    await plant.reports('output.received', { order, quantity: pcs(100), lot: 'F1' })
    await plant.settled(order)
    const children = [part('F1-a', 60), part('F1-b', 38)]
    await plant.reports('lot.split', { order, parent: part('F1', 100), children, loss: pcs(2) })
    await plant.settled(order)
    const [file] = await plant.rows(
      "select data -> 'received' as received, data -> 'scrapped' as scrapped from case_file where key = $1",
      [order],
    )
    expect(file).toEqual({ received: pcs(98), scrapped: pcs(2) })
    expect(await plant.look(bench)).toMatchObject({ stockByLot: { 'F1-a': 60, 'F1-b': 38 }, scrapped: 2 })

    await plant.reports('lot.merged', { order, parents: children, child: 'F1' })
    await plant.settled(order)
    expect(await plant.look(bench)).toMatchObject({ stockByLot: { F1: 98 }, onHand: { [frame]: 98 } })
    expect(await plant.exceptions(order)).toEqual([])
  })

  it('children that are not the parent are refused, and nothing is changed', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    const { order } = bench
    await plant.reports('output.received', { order, quantity: pcs(10), lot: 'F1' })
    await plant.reports('lot.split', { order, parent: part('F1', 10), children: [part('F2', 9)] })
    await plant.settled(order)
    expect(await plant.exceptions(order)).toEqual([
      { code: 'SUM_DIFFERS', sentence: expect.stringContaining('from 10 pcs into 9 pcs') },
    ])
    expect((await plant.look(bench)).stockByLot).toEqual({ F1: 10 })
  })
})
