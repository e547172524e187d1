import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bench, Look } from '../contracts/production-ledger.ts'
import { type Mode, modes } from '../support/plain-ground.ts'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { permutationsOf, sixEvents } from '../support/six-events.ts'

let plant: PlantStory

/** One of so many of the 720, so that each event comes at each place; in a full run twice as many. */
const oneOf: Record<Mode, number> = { procedures: process.env['MILLWRIGHT_FULL'] ? 31 : 53, plain: 121 }

/** What is in the books of an order, in words that are the same for every order. */
const inCommonWords = (look: Look, { steel, paint, frame }: Bench): unknown =>
  JSON.parse(
    JSON.stringify(look).replaceAll(steel, 'STEEL').replaceAll(paint, 'PAINT').replaceAll(frame, 'FRAME'),
  ) as unknown

describe.each(modes)('the six events of an order, on real Odoo: %s', (mode) => {
  beforeAll(async () => {
    plant = await aPlant({ mode })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it(
    'T06 SYNC-21 SYNC-22: leave the same books in whatever order they come, to the cent',
    { timeout: 600_000 },
    async () => {
      const chosen = permutationsOf([0, 1, 2, 3, 4, 5]).filter((_, at) => at % oneOf[mode] === 0)
      const { items, recipe, ...bench } = await plant.world.bench({ tracking: 'lot' })
      await plant.world.inStock(items.steel, 10_000)
      await plant.world.inStock(items.paint, 10_000, 'LC')
      const records = await plant.world.orders(items.frame, recipe, 100, chosen.length)
      const benches = records.map((record): Bench => ({ ...bench, order: `odoo.${record}` }))
      for (const [nth, permutation] of chosen.entries()) {
        const events = sixEvents(benches[nth]!, 'LC')
        for (const at of permutation) await plant.reports(...events[at]!)
      }
      for (const { order } of benches) await plant.settled(order)

      const many = chosen.length
      const looks = []
      for (const bench of benches) looks.push(inCommonWords(await plant.look(bench), bench))
      expect(looks[0]).toMatchObject({
        state: 'closed',
        used: { STEEL: { net: 200, documents: 1, value: 400 }, PAINT: { net: 100, documents: 1, value: 300 } },
        // Material, 300 machine minutes at 60 an hour, 100 labour minutes at 30.
        output: { net: 100, documents: 1, value: 400 + 300 + 300 + 50 },
        operations: { 10: { good: 100, minutes: 100, over: true }, 20: { good: 100, minutes: 200, over: true } },
        labourMinutes: 100,
        genealogy: ['PAINT LC in F1', 'STEEL  in F1'],
        onHand: { STEEL: 10_000 - many * 200, PAINT: 11_000 - many * 100, FRAME: many * 100 },
      })
      for (const [at, look] of looks.entries()) expect(look, `came as ${chosen[at]!.join(' ')}`).toEqual(looks[0])
      expect(await plant.rows('select code, sentence from exception')).toEqual([])
    },
  )
})
