import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rulings } from '#engine'
import { systemClock, uuids } from '#kernel/world'
import type { Bench } from '../contracts/production-ledger.ts'
import { modes } from '../support/plain-ground.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

/** An order that is planned in Odoo and not released yet. */
async function draftAt({ world }: PlantStory): Promise<Bench & { readonly record: number }> {
  const bench = await world.bench()
  const [record = 0] = await world.drafts([
    { product_id: bench.items.frame.id, product_qty: 100, bom_id: bench.recipe },
  ])
  return { ...bench, record, order: `odoo.${record}` }
}

const confirm = ({ world }: PlantStory, record: number) =>
  world.call('mrp.production', 'action_confirm', { ids: [record] })

const received = ({ order }: Bench, plant: PlantStory) =>
  plant.reports('output.received', { order, quantity: pcs(60) }, `${order}-parked`)

describe.each(modes)('a report on an order that is still a draft in Odoo: %s', (mode) => {
  let plant: PlantStory
  beforeAll(async () => {
    plant = await aPlant({ mode })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T05 DOM-23: waits, and is booked once when the order is released', async () => {
    const draft = await draftAt(plant)
    await received(draft, plant)
    const waits = () =>
      plant.rows('select waits_for from inbox join message using (message_id) where key = $1', [draft.order])
    await eventually(async () =>
      expect(await waits()).toEqual([{ waits_for: expect.stringMatching(/^the release of /) }]),
    )
    expect((await plant.look(draft)).output.documents).toBe(0)

    await confirm(plant, draft.record)
    await plant.poll()
    await plant.settled(draft.order)

    expect((await plant.look(draft)).output).toMatchObject({ net: 60, documents: 1 })
    expect(await plant.rows('select code, sentence from exception where subject = $1', [draft.order])).toEqual([])
  })
})

describe.each(modes)('a report on a draft, in a plant of little patience: %s', (mode) => {
  let plant: PlantStory
  beforeAll(async () => {
    plant = await aPlant({ mode, patience: { release: 300 } })
  })
  afterAll(() => plant?.[Symbol.asyncDispose]())

  it('T05: becomes one exception of the supervisor, and a retry after the release books it once', async () => {
    const draft = await draftAt(plant)
    await received(draft, plant)
    const exceptions = () =>
      plant.rows('select exception_id, code, owner_role, suggestion, resolution from exception where subject = $1', [
        draft.order,
      ])
    await eventually(async () => expect(await exceptions()).toHaveLength(1))
    await plant.poll()
    expect(await exceptions()).toEqual([
      {
        exception_id: expect.any(String),
        code: 'ORDER_NOT_RELEASED',
        owner_role: 'supervisor',
        suggestion: expect.stringMatching(/Release it in Odoo.*skip/),
        resolution: null,
      },
    ])
    expect((await plant.look(draft)).output.documents).toBe(0)

    await confirm(plant, draft.record)
    const [{ exception_id: exceptionId }] = (await exceptions()) as [{ exception_id: string }]
    const people = rulings({
      pool: plant.database.pool,
      home: 'hub',
      ids: uuids(systemClock),
      now: () => systemClock.now(),
    })
    const retry = { exceptionId, by: 'sofia', reason: 'released now', how: 'retried' } as const
    expect(await people.settle(retry)).toBe('done')
    expect(await people.settle(retry)).toBe('ALREADY_DONE')
    plant.hub.wake()
    await plant.settled(draft.order)

    expect((await plant.look(draft)).output).toMatchObject({ net: 60, documents: 1 })
    expect(await exceptions()).toMatchObject([{ resolution: 'retried' }])
  })
})
