import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { arrivingLane, databaseOf, standingLanes } from '#engine'
import { replayBook } from '#replay'
import type { Bench } from '../contracts/production-ledger.ts'
import { type TestApi, testApi, type TestPerson } from '../support/api.ts'
import { businessState } from '../support/odoo-state.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

let plant: PlantStory
let api: TestApi
let anna: TestPerson
let bert: TestPerson
let bench: Bench
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  plant = stack.use(await aPlant())
  const { pool } = plant.database
  const replays = replayBook({
    database: databaseOf(pool),
    home: 'hub',
    judge: plant.parts,
    standing: (ids) => standingLanes(pool, 'hub', ids),
    arriving: (message) => arrivingLane(pool, 'hub', message),
    deadline: (after) => AbortSignal.timeout(after),
  })
  api = stack.use(await testApi(plant.database, plant.hub, { replays }))
  anna = await api.person('anna', { role: 'supervisor', plant: 'A' })
  bert = await api.person('bert', { role: 'supervisor', plant: 'A' })
  bench = await plant.bench({ tracking: 'lot', perpetual: true })
  const { order, steel, paint } = bench
  await plant.reports('material.issued', { order, item: steel, quantity: pcs(100) })
  await plant.reports('material.issued', { order, item: paint, quantity: pcs(50), lot: 'LB' })
  await plant.reports('operation.completed', { order, operation: '10', good: pcs(50), machineTime: '50' })
  await plant.reports('output.received', { order, quantity: pcs(40), lot: 'F1' })
  await plant.settled(order)
}, 180_000)
afterAll(() => stack[Symbol.asyncDispose]())

const state = () =>
  businessState(plant.world.rows, Number(inject('odooVersion')), {
    order: Number(bench.order.slice('odoo.'.length)),
    items: [bench.steel, bench.paint, bench.frame],
  })

/** Reports something and waits until it is in the books; returns how it is taken back. */
async function booked(type: string, data: object): Promise<string> {
  const { messageId } = await plant.reports(type, { order: bench.order, ...data })
  await plant.settled(bench.order)
  expect(await plant.exceptions(bench.order)).toEqual([])
  return `/api/v1/messages/${messageId}/undo`
}

const because = { reason: 'told by mistake' }

describe('what is taken back in the console, in Odoo’s own tables', () => {
  it.each([
    ['a receipt of finished goods', 'output.received', () => ({ quantity: pcs(7), lot: 'F7' })],
    ['an issue', 'material.issued', () => ({ item: bench.steel, quantity: pcs(13) })],
    ['an issue by lot', 'material.issued', () => ({ item: bench.paint, quantity: pcs(5), lot: 'LB' })],
    ['scrap of finished goods', 'scrap.recorded', () => ({ quantity: pcs(2), lot: 'F1', reason: 'fell' })],
    ['a completion with its time', 'operation.completed', () => ({ operation: '10', good: pcs(4), machineTime: '9' })],
    ['time of a person', 'labor.reported', () => ({ operation: '10', person: 'olga', minutes: '12' })],
    [
      'a split of a lot',
      'lot.split',
      () => ({
        parent: { lot: 'F1', quantity: pcs(40) },
        children: [
          { lot: 'F1-a', quantity: pcs(30) },
          { lot: 'F1-b', quantity: pcs(10) },
        ],
      }),
    ],
  ])('EXC-10 ROLL-07: %s leaves nothing behind', async (_what, type, data) => {
    const before = await state()
    const undo = await booked(type, data())
    const between = await state()
    expect(between).not.toEqual(before)
    expect((await anna.get(undo)).json()).toMatchObject({ state: 'possible', may: true })
    expect((await anna.post(undo, because)).statusCode).toBe(202)
    await plant.settled(bench.order)
    expect(await plant.exceptions(bench.order)).toEqual([])
    expect(await state()).toEqual(before)

    const again = await anna.post(undo, because)
    expect(again.statusCode, again.body).toBe(409)
    expect(await state()).toEqual(before)
  })

  it('EXC-10: of two people at once and a double click one takes it back', async () => {
    const before = await state()
    const undo = await booked('output.received', { quantity: pcs(3), lot: 'F3' })
    const answers = await Promise.all([anna, bert, anna].map((person) => person.post(undo, because)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([202, 409, 409])
    await plant.settled(bench.order)
    expect(await state()).toEqual(before)
  })

  it('EXC-10: goods that have left the shelf are not taken back; Odoo says so and keeps everything as it was', async () => {
    const undo = await booked('output.received', { quantity: pcs(6), lot: 'F6' })
    const { world } = plant
    const [shelf] = await world.rows(
      `select q.id from stock_quant q join ${world.columns.lots} t on t.id = q.lot_id join product_product p on p.id = q.product_id
       join stock_location o on o.id = q.location_id where t.name = 'F6' and p.default_code = $1 and o.usage = 'internal'`,
      [bench.frame],
    )
    // A storekeeper has sent them off: by counting, which needs no customer.
    await world.call('stock.quant', 'write', {
      ids: [shelf!['id']],
      vals: { inventory_quantity: 0 },
      context: { inventory_mode: true },
    })
    if (Number(inject('odooVersion')) >= 15)
      await world.call('stock.quant', 'action_apply_inventory', { ids: [shelf!['id']] })
    const before = await state()
    expect((await anna.post(undo, because)).statusCode).toBe(202)
    const [exception] = await eventually(async () => {
      const open = await plant.exceptions(bench.order)
      expect(open).toHaveLength(1)
      return open
    })
    expect(exception!.sentence).toContain('F6')
    await plant.settled(bench.order)
    expect(await state()).toEqual(before)
    expect((await bert.post(undo, because)).json()).toMatchObject({ code: 'ALREADY_DONE' })
  })
})
