import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadinessView } from '#api'
import { askOne } from '../../src/hub/connections.ts'
import type { Bench } from '../contracts/production-ledger.ts'
import { type TestApi, testApi, type TestPerson } from '../support/api.ts'
import { byHand } from '../support/by-hand.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'

const onPaper = ['finished-goods-receipt', 'material-issue'] as const

let plant: PlantStory
let api: TestApi
let anna: TestPerson
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  plant = stack.use(await aPlant({ onPaper }))
  api = stack.use(await testApi(plant.database, plant.hub, { ask: askOne(plant.parts.connections) }))
  anna = await api.person('anna', { role: 'supervisor', plant: 'A' })
  const { book, live } = api.parts.rules
  const flows = onPaper.map((flow) => ({ plant: 'A', flow, mode: 'shadow' as const }))
  await book.propose({ by: 'anna', basedOn: 1, rules: { ...live.now().rules, flows }, reason: 'On paper first' })
  await live.refresh()
})
afterAll(() => stack[Symbol.asyncDispose]())

/** What the shop floor told: pieces made, and what they took. */
async function tells(
  { order, steel, paint }: Bench,
  made: number,
  used: { readonly steel: number; readonly paint: number },
) {
  await plant.reports('material.issued', { order, item: steel, quantity: pcs(used.steel) })
  await plant.reports('material.issued', { order, item: paint, quantity: pcs(used.paint), lot: 'LB' })
  await plant.reports('output.received', { order, quantity: pcs(made) })
  await plant.settled(order)
}

const differences = async (flow: string) => {
  const answer = await anna.get(`/api/v1/readiness?plant=A&flow=${flow}`)
  expect(answer.statusCode, answer.body).toBe(200)
  const [report] = answer.json().items as ReadinessView[]
  return {
    report: report!,
    differing: report!.differences.map(({ order, item, hub, others }) => [
      order,
      item,
      hub?.value ?? null,
      others?.value ?? null,
    ]),
  }
}

describe('a plant that works by hand, with the hub on paper beside it', () => {
  it('ROLL-08 ROLL-09: exactly what was booked otherwise is listed, with both values and the way to it', async () => {
    const [same, less, forgotten, silent] = await Promise.all([1, 2, 3, 4].map(() => plant.bench()))
    await tells(same!, 40, { steel: 80, paint: 39 })
    await tells(less!, 60, { steel: 116, paint: 58 })
    await tells(forgotten!, 10, { steel: 20, paint: 10 })
    const person = byHand(plant.world)
    await person.makes(same!.order, 40)
    await person.makes(less!.order, 58)
    await person.makes(silent!.order, 5)

    const receipts = await differences('finished-goods-receipt')
    expect(receipts.differing.toSorted()).toEqual(
      [
        [less!.order, null, '60', '58'],
        [forgotten!.order, null, '10', null],
        [silent!.order, null, null, '5'],
      ].toSorted(),
    )
    expect(receipts.report).toMatchObject({ received: 3, judged: 3, absent: 1, compared: 4, matching: 1, ready: false })
    const [shown] = receipts.report.differences.filter(({ order }) => order === less!.order)
    expect(shown!.documents).toEqual([
      { label: expect.stringContaining('/MO/'), link: expect.stringContaining('stock.move'), by: expect.any(String) },
    ])
    expect(shown!.messages).toHaveLength(1)

    const issues = await differences('material-issue')
    expect(issues.differing.toSorted()).toEqual(
      [
        [same!.order, same!.paint, '39', '40'],
        [forgotten!.order, forgotten!.steel, '20', null],
        [forgotten!.order, forgotten!.paint, '10', null],
        [silent!.order, silent!.steel, null, '10'],
        [silent!.order, silent!.paint, null, '5'],
      ].toSorted(),
    )
    // The hub was on paper: whatever lies in Odoo, people put there.
    expect((await plant.look(same!)).output.net).toBe(40)
    expect((await plant.look(forgotten!)).output.net).toBe(0)
  })
})
