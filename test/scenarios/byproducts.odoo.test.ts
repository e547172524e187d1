import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bothModes } from '../support/plain-ground.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'
import { since } from '../support/since.ts'

let plant: PlantStory

const kilos = (value: string) => ({ value, uom: 'KGM' })

describe.each(bothModes)('what comes beside the goods, on real Odoo: %s', (mode) => {
  beforeAll(async () => {
    plant = await aPlant({ mode })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T12: chips of a batch become stock, wrong ones are taken back, and they bear their share of the cost', async () => {
    const bench = await plant.bench({ byproduct: true })
    const { order, steel, chips = '' } = bench
    await plant.reports('material.issued', { order, item: steel, quantity: pcs(200) })
    await plant.reports('byproduct.received', { order, item: chips, quantity: kilos('9') }, `${order}-wrong`)
    await plant.reports('byproduct.reversed', { order, reverses: `${order}-wrong`, quantity: kilos('1') })
    await plant.reports('output.received', { order, quantity: pcs(100) })
    await plant.reports('order.closed', { order, final: { received: pcs(100) } })
    await plant.settled(order)
    expect(await plant.exceptions(order)).toEqual([])
    // In Odoo 14 by-products bear nothing.
    const borne = since(inject('odooVersion'), { 14: 400, 15: 380 })
    expect(await plant.look(bench)).toMatchObject({ state: 'closed', values: { [bench.frame]: borne } })
    const [file] = await plant.rows("select data -> 'byproducts' as came from case_file where key = $1", [order])
    expect(file!['came']).toEqual({ [chips]: kilos('8') })
  })

  it('a batch in which something is missing is put before quality, and booked all the same', async () => {
    const { order } = await plant.bench()
    const parts = (value: string) => [{ item: 'MIX', quantity: kilos(value) }]
    const batch = { order, batch: 'B-7', inputs: parts('100') }
    await plant.reports('order.yielded', { ...batch, outputs: parts('97'), loss: kilos('2') })
    await plant.reports('order.yielded', { ...batch, batch: 'B-8', outputs: parts('90') }, `${order}-b8`)
    await plant.settled(order)
    expect(await plant.exceptions(order)).toEqual([
      { code: 'MASS_IMBALANCE', sentence: expect.stringContaining('10 kg are missing') },
    ])
    await plant.reports('order.yield-reversed', { order, reverses: `${order}-b8` })
    await plant.settled(order)
    const [file] = await plant.rows("select data -> 'yields' as yields from case_file where key = $1", [order])
    expect(Object.values(file!['yields'])).toMatchObject([{ batch: 'B-7', isBalanced: true, output: kilos('97') }])
  })
})
