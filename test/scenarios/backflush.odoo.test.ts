import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modes } from '../support/plain-ground.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'

let plant: PlantStory

const sentences = async (order: string) =>
  (
    await plant.rows(
      'select sentence from run join message using (message_id) where key = $1 order by run.decided_at',
      [order],
    )
  ).map(({ sentence }) => sentence as string)

describe.each(modes)('components that nobody issues, on real Odoo: %s', (mode) => {
  beforeAll(async () => {
    plant = await aPlant({ mode, policy: { backflush: { items: ['steel-*', 'paint-*'], lots: 'first-to-expire' } } })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T11: the later operation first uses only its own components, and what it is ahead clears itself', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    const { order, steel, paint } = bench
    await plant.reports('operation.completed', { order, operation: '20', good: pcs(60) })
    await plant.settled(order)
    expect((await plant.look(bench)).used).toMatchObject({ [steel]: { net: 0 }, [paint]: { net: 60, documents: 1 } })
    expect((await sentences(order))[0]).toMatch(/more than the operation before it .* Used up with it: 60 pcs of paint/)

    await plant.reports('operation.completed', { order, operation: '10', good: pcs(60) })
    await plant.settled(order)
    expect((await plant.look(bench)).used).toMatchObject({ [steel]: { net: 120 }, [paint]: { net: 60 } })
  })

  it('WF-18: one confirmation uses material, makes goods, costs time; taken back, it gives all of it back by documents', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    const { order, steel, paint } = bench
    await plant.reports('operation.completed', { order, operation: '10', good: pcs(33), scrap: pcs(1) }, `${order}-cut`)
    await plant.reports('operation.completed', { order, operation: '10', good: pcs(66), machineTime: '60' })
    await plant.settled(order)
    expect((await plant.look(bench)).used[steel]).toMatchObject({ net: 200, documents: 2, value: 400 })

    await plant.reports('operation.completion-reversed', { order, reverses: `${order}-cut` })
    await plant.settled(order)
    expect(await plant.exceptions(order)).toEqual([])
    const back = await plant.look(bench)
    expect(back.used[steel]).toMatchObject({ net: 132, documents: 3, value: 264 })
    expect(back).toMatchObject({
      scrapped: 0,
      operations: { 10: { good: 66 } },
      onHand: { [steel]: 868, [paint]: 1000 },
    })
  })

  it('what is issued by hand counts, before or after; only the difference is used up', async () => {
    const bench = await plant.bench({ tracking: 'lot' })
    const { order, steel, paint } = bench
    await plant.reports('material.issued', { order, item: steel, quantity: pcs(50) })
    await plant.reports('operation.completed', { order, operation: '10', good: pcs(100) })
    await plant.reports('material.issued', { order, item: steel, quantity: pcs(30) }, `${order}-more`)
    await plant.settled(order)
    expect((await plant.look(bench)).used[steel]).toMatchObject({ net: 200, documents: 4 })
    await plant.reports('material.returned', { order, reverses: `${order}-more` })
    await plant.settled(order)
    expect((await plant.look(bench)).used[steel]).toMatchObject({ net: 200, documents: 6 })

    await plant.reports('operation.completed', { order, operation: '20', good: pcs(100) })
    await plant.reports('output.received', { order, quantity: pcs(100), lot: 'F1' })
    await plant.reports('order.closed', { order, final: { received: pcs(100) } })
    await plant.settled(order)
    const look = await plant.look(bench)
    expect(look.genealogy).toEqual([`${paint} LB in F1`, `${steel}  in F1`].sort())
    expect(look).toMatchObject({ state: 'closed', output: { net: 100, value: 200 * 2 + 100 * 3 } })
    expect(await plant.exceptions(order)).toEqual([])
  })

  it('every report three times uses its material once', async () => {
    const bench = await plant.bench()
    const { order, steel } = bench
    for (const _time of [1, 2, 3])
      await plant.reports('operation.completed', { order, operation: '10', good: pcs(10) }, `${order}-cut`)
    await plant.settled(order)
    expect((await plant.look(bench)).used[steel]).toMatchObject({ net: 20, documents: 1 })
  })
})

describe.each(modes)('a plant that does not let the hub choose lots: %s', (mode) => {
  it('LOT_REQUIRED: the report waits until somebody issues the lot, and goes on by itself', async () => {
    await using strict = await aPlant({
      mode,
      policy: { backflush: { items: ['steel-*', 'paint-*'], lots: 'named' } },
    })
    const bench = await strict.bench()
    const { order, paint } = bench
    await strict.reports('operation.completed', { order, operation: '20', good: pcs(100) }, `${order}-weld`)
    await strict.reports('material.issued', { order, item: paint, quantity: pcs(100), lot: 'LB' })
    await strict.settled(order)
    const look = await strict.look(bench)
    expect(look.operations['20']?.good).toBe(100)
    expect(look.used[paint]).toMatchObject({ net: 100, documents: 1 })
  })
})
