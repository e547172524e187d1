import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { quantity } from '#model/quantity'
import { Random } from '../simulation/random.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { permutationsOf, type Report, sixEvents } from '../support/six-events.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const component = (item: string, required: number, tracking = 'none') => {
  const counts = { required: quantity(required), consumed: quantity(0) }
  return { item, itemName: item, tracking, ...counts, method: 'manual' }
}
const operation = (id: string) => {
  const progress = { completed: quantity(0), over: false }
  return { operation: id, name: id, workCenter: 'SAW', plannedMinutes: '100', ...progress }
}
const frames = (at: number) =>
  anOrder({
    id: `odoo.${at}`,
    tracking: 'lot',
    components: [component('STEEL', 200), component('PAINT', 100, 'lot')],
    operations: [operation('10'), operation('20')],
  })

const permutations = permutationsOf([0, 1, 2, 3, 4, 5])

/** The reports of all orders on one wire: each order's own in its order, the orders mixed by chance. */
function mixed(chance: Random): readonly Report[] {
  const queues = permutations.map((permutation, at) => {
    const events = sixEvents({ order: `odoo.${at}`, steel: 'STEEL', paint: 'PAINT' })
    return permutation.map((place) => events[place]!)
  })
  return chance.shuffled(queues.flatMap((queue, at) => queue.map(() => at))).map((at) => queues[at]!.shift()!)
}

describe('the six events of an order', () => {
  it('T06: come to the same in all 720 orders in which they can come', { timeout: 60_000 }, async () => {
    const chance = new Random(20_261_122)
    const ledger = ledgerDouble(...permutations.map((_, at) => frames(at)))
    await using hub = testHub(database.pool, ledger)

    const wire = [...mixed(chance)]
    while (wire.length > 0)
      await hub.receive(wire.splice(0, chance.between(1, 200)).map(([type, data]) => aMessage(type, data)))
    const files = () => database.pool.query<{ state: string; data: Json }>('select state, data from case_file')
    await eventually(async () =>
      expect((await files()).rows.filter(({ state }) => state === 'closed')).toHaveLength(720),
    )

    const ends = (await files()).rows.map(({ data }) =>
      canonicalJson({ ...(data as Record<string, Json>), order: null }),
    )
    expect(new Set(ends)).toHaveLength(1)
    const booked = Map.groupBy(ledger.booked, ({ body }) => (body as { order: string }).order)
    const kinds = 'closeOrder completeOperation completeOperation issueMaterial issueMaterial receiveOutput'.split(' ')
    for (const effects of booked.values()) {
      expect(effects.map(({ operation: name }) => name).toSorted()).toEqual(kinds)
      expect(effects.at(-1)!.operation, 'nothing is booked after the close').toBe('closeOrder')
    }
    expect((await database.pool.query('select from exception')).rowCount).toBe(0)
  })
})
