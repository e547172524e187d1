import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modes } from '../support/plain-ground.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'

let plant: PlantStory

const tallies = async (order: string) =>
  (
    await plant.rows(
      "select data -> 'completed' ->> '20' as completed, data -> 'toRework' -> '20' as waiting, data -> 'inRework' -> '20' as inside, data -> 'scrapped' as scrapped from case_file where key = $1",
      [order],
    )
  )[0]

describe.each(modes)('rework, on real Odoo: %s', (mode) => {
  beforeAll(async () => {
    plant = await aPlant({ mode, policy: { backflush: { items: ['paint-*'], lots: 'first-to-expire' } } })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T09 DOM-27: five of a hundred are reworked: four are saved, one is scrap, and none is counted twice', async () => {
    const bench = await plant.bench()
    const { order, paint } = bench
    // The opening overtakes the report that says there is something to rework.
    await plant.reports(
      'rework.opened',
      { order, operation: '20', quantity: pcs(5), reason: 'weld seam' },
      `${order}-rw`,
    )
    await plant.reports('rework.completed', { order, rework: `${order}-rw`, good: pcs(4) }, `${order}-saved`)
    await plant.reports('operation.completed', { order, operation: '20', good: pcs(95), rework: pcs(5) })
    await plant.settled(order)
    expect(await tallies(order)).toMatchObject({ waiting: pcs(0), inside: pcs(1), scrapped: pcs(0) })

    await plant.reports('rework.cancelled', { order, reverses: `${order}-saved` })
    await plant.settled(order)
    expect(await tallies(order)).toMatchObject({ waiting: pcs(0), inside: pcs(5) })
    await plant.reports('rework.completed', { order, rework: `${order}-rw`, good: pcs(4), scrap: pcs(1) })
    await plant.reports('output.received', { order, quantity: pcs(99) })
    await plant.settled(order)
    expect(await tallies(order)).toMatchObject({ inside: pcs(0), scrapped: pcs(1) })
    const look = await plant.look(bench)
    expect(look).toMatchObject({ operations: { 20: { good: 99 } }, scrapped: 1, output: { net: 99 } })
    // A hundred pieces went through the operation, once.
    expect(look.used[paint]?.net).toBe(100)
    expect(await plant.exceptions(order)).toEqual([])
  })

  it('more than is in rework does not leave it; a rework that is given up waits again', async () => {
    const bench = await plant.bench()
    const { order } = bench
    await plant.reports('operation.completed', { order, operation: '10', good: pcs(90), rework: pcs(10) })
    await plant.reports('rework.opened', { order, operation: '10', quantity: pcs(6) }, `${order}-rw`)
    await plant.settled(order)
    await plant.reports('rework.completed', { order, rework: `${order}-rw`, good: pcs(7) })
    await plant.settled(order)
    expect((await plant.exceptions(order)).map(({ code }) => code)).toEqual(['OVER_COMPLETION'])
    await plant.reports('rework.cancelled', { order, reverses: `${order}-rw` })
    await plant.settled(order)
    const [file] = await plant.rows("select data -> 'toRework' as waiting from case_file where key = $1", [order])
    expect(file).toEqual({ waiting: { 10: pcs(10) } })
  })
})
