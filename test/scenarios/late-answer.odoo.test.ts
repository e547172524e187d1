import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { milliseconds, seconds } from '#kernel/time'
import { bookedIn, type Mode, modes } from '../support/plain-ground.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

/** Long enough for what nobody holds: in plain mode an effect is many calls. */
const patience: Record<Mode, number> = { procedures: milliseconds(700), plain: seconds(15) }

let plant: PlantStory

/** Somebody in Odoo works on the order and holds it until they are done. */
async function holding(plant: PlantStory, order: string) {
  const session = new pg.Client({ connectionString: plant.odoo.sql })
  await session.connect()
  await session.query('begin')
  await session.query('select from mrp_production where id = $1 for update', [Number(order.slice('odoo.'.length))])
  return async () => {
    await session.query('rollback')
    await session.end()
  }
}

const intentOf = async (order: string) => {
  const [intent] = await plant.rows(
    `select state, attempts, (receipt ->> 'known')::boolean as known, failure ->> 'code' as code
     from intent join message using (message_id) where key = $1`,
    [order],
  )
  return intent
}

describe.each(modes)('a call to Odoo that takes longer than the hub waits: %s', (mode) => {
  beforeAll(async () => {
    plant = await aPlant({ mode, deadline: patience[mode] })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T13 SYNC-19: that Odoo commits after the hub gave up is booked once, and the repeat is told so', async () => {
    const bench = await plant.bench()
    const { order } = bench
    const letGo = await holding(plant, order)
    try {
      await plant.reports('operation.completed', {
        order,
        operation: '10',
        good: pcs(40),
        scrap: pcs(2),
        machineTime: '40',
        labourTime: '20',
      })
      // The first call is still at work in Odoo when the hub asks again.
      await eventually(
        async () => expect(await intentOf(order)).toMatchObject({ state: 'in-doubt', attempts: 2, code: 'DEADLINE' }),
        90_000,
      )
    } finally {
      await letGo()
    }
    await plant.settled(order)

    // In plain mode the repeat finishes what the first call began, and knows nothing that is done.
    expect(await intentOf(order)).toMatchObject({ state: 'confirmed', known: mode === 'procedures' })
    expect(await plant.look(bench)).toMatchObject({
      operations: { 10: { good: 40, minutes: 40 } },
      labourMinutes: 20,
      scrapped: 2,
    })
    expect(await bookedIn(plant.world, mode)).toHaveLength(1)
    expect(await plant.exceptions(order)).toEqual([])
  })
})
