import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { minutes } from '#kernel/time'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { access, atlas as dialect } from '../../simulators/atlas/atlas.ts'
import { startCmms } from '../../simulators/cmms/cmms.ts'
import { noFaults } from '../../simulators/cmms/faults.ts'
import { atlas } from '../../src/connectors/atlas/index.ts'
import { asksCmms, hookDoor } from '../support/cmms-in-plant.ts'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

let plant: PlantStory
let seal: Awaited<ReturnType<PlantStory['world']['item']>>
let equipment: number
beforeAll(async () => {
  plant = await aPlant({ maintenance: 'copied' })
  const { world, assets } = plant
  seal = await world.item('seal', { cost: 12.5 })
  await world.inStock(seal, 9)
  const serial = `SN ${world.tag}`
  equipment = await world.create('maintenance.equipment', { name: 'Press 1', serial_no: serial })
  await assets.keep([{ asset: 'PRESS-1', name: 'Press 1', serial, level: 6, criticality: 'A' }], {
    ...{ plant: 'A', by: 'paula' },
  })
})
afterAll(() => plant[Symbol.asyncDispose]())

const booksAt = (url: string, system: string, every: number) => {
  const { apiKey, secret } = access
  const settings = { url, apiKey, secrets: [secret], plants: ['A'], system, every, overlap: 1000 }
  return atlas.connect(atlas.settings.parse(settings)).books
}
/** What stands of an order in Odoo's own Maintenance. */
const requests = (title: string) =>
  plant.world.rows(
    `select r.equipment_id as equipment, r.maintenance_type as type, coalesce(s.done, false) as done,
       s.sequence > (select min(sequence) from maintenance_stage) as begun
     from maintenance_request r join maintenance_stage s on s.id = r.stage_id where r.name like $1 order by r.id`,
    [`% ${title}`],
  )
const stands = (title: string, more: object) =>
  eventually(async () => expect(await requests(title)).toEqual([{ equipment, type: 'corrective', ...more }]))
const [waits, begun, done] = [
  { begun: false, done: false },
  { begun: true, done: false },
  { begun: true, done: true },
]
const onHand = async () =>
  (
    await plant.world.rows(
      'select sum(quantity)::float as there from stock_quant where product_id = $1 and location_id = $2',
      [seal.id, plant.world.stock],
    )
  )[0]!['there']
const file = async (order: string) =>
  (await plant.rows('select state, data from case_file where key = $1', [order]))[0] as {
    state: string
    data: MaintenanceOrderFile
  }
/** What was told of an order, in the order in which it counts. */
const told = async (order: string) =>
  (
    await plant.rows(
      "select type from message where key = $1 and type like 'mfg.maintenance.%' and type not like '%.copy.due.%' order by seq",
      [order],
    )
  ).map(({ type }) => String(type).replace(/^mfg\.maintenance\.|\.v1$/g, ''))
const life = ['order.created', 'order.started', 'part.consumed', 'order.completed']

it(`T22 T24: no webhook comes, and each change of a work order is in a real Odoo ${inject('odooVersion')} all the same, once; without a failure mode it is flagged until somebody says it`, async () => {
  await using cmms = await startCmms(dialect, { faults: { ...noFaults(), dropWebhooks: true } })
  await using _watch = asksCmms(plant, booksAt(cmms.url, 'polled', 100))
  const asset = cmms.drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
  const part = cmms.drive({ do: 'addPart', name: 'Seal', number: seal.code })
  const title = 'Replace the seal'
  const number = cmms.drive({ do: 'create', title, kind: 'breakdown', asset })
  const order = `polled.${number}`
  await stands(title, waits)
  cmms.drive({ do: 'start', order: number })
  await stands(title, begun)
  cmms.drive({ do: 'use', order: number, part, quantity: 2 })
  await eventually(async () => expect(await onHand()).toBe(7))
  cmms.drive({ do: 'complete', order: number })
  await stands(title, done)
  expect(await told(order)).toEqual(life)

  const flagged = async () => (await plant.exceptions(order)).map(({ code }) => code)
  await eventually(async () => expect(await flagged()).toEqual(['FAILURE_MODE_MISSING']))
  expect(await file(order)).toMatchObject({ state: 'completed', data: { uncoded: true } })
  cmms.drive({ do: 'code', order: number, failureMode: 'LEAK' })
  await eventually(async () => expect(await flagged()).toEqual([]))
  expect((await file(order)).data).not.toHaveProperty('uncoded')
  await plant.settled(order)
  expect(await requests(title)).toEqual([{ equipment, type: 'corrective', ...done }])
  expect(await onHand()).toBe(7)
})

it(`T23: a webhook that overtakes its own commit brings to a real Odoo ${inject('odooVersion')} what the order became, never what it was before`, async () => {
  const faults = { ...noFaults(), lateCommit: 400, dupDelivery: true }
  await using cmms = await startCmms(dialect, { faults, callsLan: true })
  // Asked so seldom that only a webhook can have brought it.
  const books = booksAt(cmms.url, 'hooked', minutes(10))
  await using watch = asksCmms(plant, books)
  await eventually(async () =>
    expect(
      await plant.rows("select 1 from maintenance_book where system = 'hooked' and swept_at is not null"),
    ).toHaveLength(books.books.length),
  )
  await using door = await hookDoor(books, () => watch)
  for (const event of ['NEW_WORK_ORDER', 'WORK_ORDER_CHANGE', 'WORK_ORDER_STATUS_CHANGE', 'PART_QUANTITY_CHANGED'])
    cmms.desk.subscribe(event, door.url, access.secret)
  const asset = cmms.drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
  const part = cmms.drive({ do: 'addPart', name: 'Seal', number: seal.code })
  const title = 'Tighten the seal'
  const number = cmms.drive({ do: 'create', title, kind: 'breakdown', asset })
  const order = `hooked.${number}`
  await stands(title, waits)
  cmms.drive({ do: 'start', order: number })
  await stands(title, begun)
  cmms.drive({ do: 'use', order: number, part, quantity: 1 })
  await eventually(async () => expect(await onHand()).toBe(6))
  cmms.drive({ do: 'complete', order: number, failureMode: 'LEAK' })
  await stands(title, done)
  await plant.settled(order)
  // A reading of what it was before would have told it once more.
  expect(await told(order)).toEqual(life)
  expect(await requests(title)).toEqual([{ equipment, type: 'corrective', ...done }])
  expect(await onHand()).toBe(6)
  expect(await plant.exceptions(order)).toEqual([])
})
