import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { databaseOf, messageOf, rulings } from '#engine'
import { days } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import { PARTS_PLANNED, PART_CONSUMED, PART_RETURNED, typeOfStep } from '#model/maintenance-events'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import type { CloudEvent } from '#model/message'
import type { ShortageFile } from '#model/material-shortage'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import type { CountFile } from '#model/storeroom-count'
import { access, atlas as dialect } from '../../simulators/atlas/atlas.ts'
import { startCmms } from '../../simulators/cmms/cmms.ts'
import { atlas } from '../../src/connectors/atlas/index.ts'
import { lookAtMaterial } from '../../src/polling/material/look.ts'
import { asksCmms } from '../support/cmms-in-plant.ts'
import { aPlant, pcs, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
let plant: PlantStory
beforeAll(async () => {
  // What was just used is looked for in the books at once.
  plant = await aPlant({ patience: { count: 1 } })
})
afterAll(() => plant[Symbol.asyncDispose]())

it(`T21 WF-09 WF-10 WF-13 EXC-21: the spare parts of a maintenance order in a real Odoo ${inject('odooVersion')}, from their reservation to what is bought`, async () => {
  const { world, hub } = plant
  const seal = await world.item('seal', { cost: 12.5 })
  const filter = await world.item('filter', { tracking: 'lot', cost: 40 })
  await world.inStock(seal, 5)
  await world.inStock(filter, 3, 'F-1')
  const seller = await world.create('res.partner', { name: `Seals ${world.tag}` })
  const [template] = await world.rows('select product_tmpl_id from product_product where id = $1', [seal.id])
  await world.create('product.supplierinfo', {
    ...{ [world.columns.seller]: seller, product_tmpl_id: template!['product_tmpl_id'], price: 11 },
  })
  await world.create('stock.warehouse.orderpoint', {
    ...{ product_id: seal.id, location_id: world.stock, product_min_qty: 2, product_max_qty: 6, trigger: 'manual' },
  })

  const order = { id: 'cmms.7', label: 'WO000007' }
  const told = {
    ...{ ...order, plant: 'A', state: 'approved', kind: 'corrective-breakdown', title: 'Replace seals' },
    ...{ created: '2026-11-22T05:00:00.000Z', version: '1' },
  }
  async function says(type: string, more: object, time = now(), id: string = ids()): Promise<void> {
    const kind = kindOf(type)!
    const data = { order: order.id, told, ...more }
    const event = { specversion: '1.0', id, source: '/plants/A/systems/cmms', type, time, data }
    const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: 'cmms' }
    await hub.receive([messageOf(event as CloudEvent, kind, kind.schema.parse(data), coming)])
  }
  const asked = () =>
    world.rows(
      `select p.state, m.product_id as product, m.product_uom_qty::float as wanted, m.state as stands
       from stock_move m join stock_picking p on p.id = m.picking_id where p.origin = $1 order by m.id`,
      [order.label],
    )
  const used = () =>
    world.rows(
      `select m.product_id as product, m.product_uom_qty::float as quantity, m.state,
         to_char(m.date, 'YYYY-MM-DD HH24:MI') as day, s.usage as "from", d.usage as "to"
       from stock_move m join stock_location s on s.id = m.location_id join stock_location d on d.id = m.location_dest_id
       where m.reference = $1 or m.origin = $1 and m.origin_returned_move_id is not null order by m.id`,
      [order.label],
    )
  const onHand = async (item: { id: number }) =>
    (
      await world.rows(
        'select sum(quantity)::float as there from stock_quant where product_id = $1 and location_id = $2',
        [item.id, world.stock],
      )
    )[0]!['there']
  const requests = () =>
    world.rows(
      `select l.product_qty::float as quantity, o.state, o.origin, o.partner_id = $2 as "ofSeller"
       from purchase_order_line l join purchase_order o on o.id = l.order_id where l.product_id = $1 order by l.id`,
      [seal.id, seller],
    )
  const file = async () =>
    (await plant.rows('select data from case_file where key = $1', [order.id]))[0]!['data'] as MaintenanceOrderFile

  const list = (seals: number) => ({
    parts: [
      { part: seal.code, quantity: pcs(seals) },
      { part: filter.code, quantity: pcs(1) },
    ],
  })
  await says(typeOfStep('create'), {})
  await says(PARTS_PLANNED, list(2))
  await eventually(async () =>
    expect(await asked()).toEqual([
      { state: 'assigned', product: seal.id, wanted: 2, stands: 'assigned' },
      { state: 'assigned', product: filter.id, wanted: 1, stands: 'assigned' },
    ]),
  )
  expect(await requests()).toEqual([])

  // Two are used: what lay ready for it is what is taken, the minimum of 2 is kept with 3 on the shelf.
  const taken = '2026-11-20T06:30:00.000Z'
  await says(PART_CONSUMED, { part: seal.code, quantity: pcs(2) }, taken, 'use-1')
  await says(PART_CONSUMED, { part: seal.code, quantity: pcs(2) }, taken, 'use-1')
  await says(PART_CONSUMED, { part: filter.code, quantity: pcs(1), lot: 'F-1' }, taken)
  const use = { quantity: 2, state: 'done', day: '2026-11-20 06:30', from: 'internal', to: 'production' }
  await eventually(async () =>
    expect(await used()).toEqual([
      { ...use, product: seal.id },
      { ...use, product: filter.id, quantity: 1 },
    ]),
  )
  expect(await onHand(seal)).toBe(3)
  expect((await asked()).map(({ stands }) => stands)).toEqual(['cancel', 'cancel'])
  await eventually(async () => expect((await file()).moves?.map(({ worth }) => worth?.value)).toEqual(['25', '40']))

  // Two more fall below the minimum: one request up to the maximum, which names the order, however often it is told.
  await says(PART_CONSUMED, { part: seal.code, quantity: pcs(2) })
  const request = { quantity: 5, state: 'draft', origin: order.label, ofSeller: true }
  await eventually(async () => expect(await requests()).toEqual([request]))
  await eventually(async () => expect((await file()).signals).toMatchObject([{ part: seal.code, quantity: pcs(5) }]))
  await says(PARTS_PLANNED, list(4))
  await says(PARTS_PLANNED, list(5))
  await eventually(async () =>
    expect((await asked()).at(-1)).toMatchObject({ product: seal.id, wanted: 1, stands: 'assigned' }),
  )

  // One comes back, and may be needed again: as long as the order is open, as much lies ready as is planned and not used.
  await says(PART_RETURNED, { part: seal.code, quantity: pcs(1) })
  await eventually(async () => expect(await onHand(seal)).toBe(2))
  await eventually(async () => expect((await asked()).at(-1)).toMatchObject({ wanted: 2, stands: 'assigned' }))

  // Whoever calls off the request is asked about it, when the order is short of it again: nothing is asked for in silence.
  const [bought] = await world.rows('select id from purchase_order where origin = $1', [order.label])
  await world.call('purchase.order', 'button_cancel', { ids: [bought!['id']] })
  await says(PARTS_PLANNED, list(6))
  await eventually(async () =>
    expect((await plant.exceptions(order.id)).map(({ code }) => code)).toEqual(['SIGNAL_GONE']),
  )
  expect(await requests()).toEqual([{ ...request, state: 'cancel' }])
  await says(typeOfStep('complete'), { told: { ...told, state: 'completed' } })
  await eventually(async () => expect((await asked()).at(-1)).toMatchObject({ stands: 'cancel' }))

  const [stock] = (await plant.ask(SparePartsLedger.stock({ plant: 'A', parts: [seal.code] }))) as readonly object[]
  expect(stock).toMatchObject({ part: seal.code, price: '12.5', storerooms: [{ onHand: '2', setAside: '0' }] })
})

it(`WF-11: what the CMMS has in its storeroom and what a real Odoo ${inject('odooVersion')} has agree, and a part that is used there leaves Odoo's stock, once`, async () => {
  const { world } = plant
  const seal = await world.item('ring', { cost: 12.5 })
  await world.inStock(seal, 5)
  await using cmms = await startCmms(dialect)
  const settings = { url: cmms.url, apiKey: access.apiKey, plants: ['A'], system: 'atlas', every: 200 }
  const { books } = atlas.connect(atlas.settings.parse({ ...settings, counts: 'compared' }))
  await using _watch = asksCmms(plant, books)
  const onHand = async () =>
    (
      await world.rows(
        'select sum(quantity)::float as there from stock_quant where product_id = $1 and location_id = $2',
        [seal.id, world.stock],
      )
    )[0]!['there']
  const both = (state: string, counted: string, books: string) =>
    eventually(async () => {
      const [row] = await plant.rows("select state, data from case_file where kind = 'spare-part' and key = $1", [
        seal.code,
      ])
      const { counts } = (row?.['data'] ?? { counts: {} }) as CountFile
      expect([row?.['state'], counts['*']?.counted.value, counts['*']?.books?.value]).toEqual([state, counted, books])
    })
  const troubles = (codes: readonly string[]) =>
    eventually(async () => expect((await plant.exceptions(seal.code)).map(({ code }) => code)).toEqual(codes))

  const part = cmms.drive({ do: 'addPart', name: 'Ring', number: seal.code, stock: 5, price: 12.5 })
  await both('agreed', '5', '5')
  const order = cmms.drive({ do: 'create', title: 'Replace ring', kind: 'breakdown' })
  cmms.drive({ do: 'start', order })
  cmms.drive({ do: 'use', order, part, quantity: 2 })
  cmms.drive({ do: 'work', order, person: 3, minutes: 30 })
  cmms.drive({ do: 'complete', order })
  await eventually(async () => expect(await onHand()).toBe(3))
  await both('agreed', '3', '3')
  await troubles([])
  const used = await world.rows(
    `select product_uom_qty::float as quantity, state from stock_move where product_id = $1 and location_id = $2`,
    [seal.id, world.stock],
  )
  expect(used).toEqual([{ quantity: 2, state: 'done' }])
  const [file] = await plant.rows('select data from case_file where key = $1', [`atlas.${order}`])
  expect((file!['data'] as MaintenanceOrderFile).labour).toMatchObject([{ person: 'atlas.u3', minutes: '30' }])

  // Whoever counts otherwise is told apart from the books, which nobody overwrites.
  cmms.drive({ do: 'count', part, stock: 4 })
  await troubles(['STOCK_DIFFERS'])
  expect(await onHand()).toBe(3)
  cmms.drive({ do: 'count', part, stock: 3 })
  await both('agreed', '3', '3')
  await troubles([])
})

it(`WF-36: an order of a real Odoo ${inject('odooVersion')} that grows by a fifth has the buyer asked for what it lacks; called off, drafts are taken back after a yes, and what is bought goes before a person`, async () => {
  const { world, hub, database } = plant
  const steel = await world.item('sheet', { cost: 2 })
  await world.inStock(steel, 200)
  const seller = await world.create('res.partner', { name: `Steel ${world.tag}` })
  const [template] = await world.rows('select product_tmpl_id from product_product where id = $1', [steel.id])
  const sold = { product_tmpl_id: template!['product_tmpl_id'], price: 1.8 }
  await world.create('product.supplierinfo', { [world.columns.seller]: seller, ...sold })
  const frame = await world.item('rack')
  const recipe = await world.recipe({ item: frame, components: [[steel, 2]] })
  const record = await world.order(frame, recipe, 100)
  const grows = async (quantity: number) => {
    const change = await world.create('change.production.qty', { mo_id: record, product_qty: quantity })
    await world.call('change.production.qty', 'change_prod_qty', { ids: [change] })
  }
  const looks = () =>
    lookAtMaterial('A', {
      ...{ database: databaseOf(database.pool), home: 'hub', ids, now, horizon: () => days(60) },
      material: async (of) => plant.ask(PlanningLedger.material(of)),
      receive: (messages) => hub.receive(messages),
    })
  const requests = () =>
    world.rows(
      `select l.product_qty::float as quantity, o.state, o.id from purchase_order_line l
       join purchase_order o on o.id = l.order_id where l.product_id = $1 order by l.id`,
      [steel.id],
    )
  const bought = (...expected: readonly object[]) =>
    eventually(async () => expect(await requests()).toMatchObject(expected))
  const told = (count: number) =>
    eventually(async () => {
      const [row] = await plant.rows("select data from case_file where kind = 'material-shortage' and key = $1", [
        steel.code,
      ])
      expect((row?.['data'] as ShortageFile | undefined)?.signals ?? []).toHaveLength(count)
    })

  expect(await looks()).toBe(0)
  await grows(120)
  await looks()
  await bought({ quantity: 40, state: 'draft' })
  await told(1)
  expect(await looks()).toBe(0)
  const [first] = await requests()
  await world.call('purchase.order', 'button_confirm', { ids: [first!['id']] })
  await grows(144)
  await looks()
  await bought({ quantity: 40, state: 'purchase' }, { quantity: 48, state: 'draft' })
  await told(2)

  await world.call('mrp.production', 'action_cancel', { ids: [record] })
  await looks()
  const [question] = await eventually(async () => {
    const open = await plant.rows(
      `select a.approval_id, a.shown_hash from approval a join message m using (message_id)
         where m.key = $1 and a.answered_at is null`,
      [steel.code],
    )
    expect(open).toHaveLength(1)
    return open
  })
  await eventually(async () =>
    expect(await plant.exceptions(steel.code)).toEqual([
      { code: 'PART_SURPLUS', sentence: expect.stringMatching(/^40 pcs of .* were bought for .* and are not needed/) },
    ]),
  )
  await bought({ quantity: 40, state: 'purchase' }, { quantity: 48, state: 'draft' })
  const { approval_id: approvalId, shown_hash: shownHash } = question!
  const people = rulings({ pool: database.pool, home: 'hub', ids, now })
  await people.answer({ approvalId, by: 'paula', answer: 'yes', reason: 'called off', shownHash })
  hub.wake()
  await bought({ quantity: 40, state: 'purchase' }, { quantity: 48, state: 'cancel' })
  expect(await looks()).toBe(0)
})
