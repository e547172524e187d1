import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { acceptBeside, databaseOf } from '#engine'
import { seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { AssetTold } from '#model/asset'
import type { DowntimeFile } from '#model/asset-downtime-case'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { startMaintenance } from '../../src/polling/maintenance/start.ts'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
let plant: PlantStory
beforeAll(async () => {
  plant = await aPlant({ maintenance: 'owned' })
})
afterAll(() => plant[Symbol.asyncDispose]())

it(`SYS-03 WF-05: what people plan in the Maintenance of a real Odoo ${inject('odooVersion')} is told once and in order, with its window, and nothing of what the hub wrote there`, async () => {
  const { world, database, rows } = plant
  // Looks at all there is find what was deleted: here every second.
  const pace = { near: 50, whole: seconds(1), overlap: seconds(1), skew: seconds(1) }
  await using _watch = startMaintenance([{ ...plant.maintenance!, pace }], {
    ...{ database: databaseOf(database.pool), home: 'hub', ids, clock: systemClock, now: () => systemClock.now() },
    acceptBeside: async (messages, beside) => void (await acceptBeside(database.pool, 'hub', messages, beside)),
    deadline: () => AbortSignal.timeout(seconds(30)),
    log: { warn: (about, sentence) => console.error(sentence, about), info: () => {} },
  })
  await eventually(async () =>
    expect(await rows('select 1 as swept from maintenance_book where swept_at is not null')).toEqual([{ swept: 1 }]),
  )

  const serial = `SN ${world.tag}`
  const press = await world.create('mrp.workcenter', { name: `Press ${world.tag}` })
  const hand = { plant: 'A', by: 'paula' }
  await plant.assets.keep([AssetTold.parse({ asset: serial, name: 'Press', equipment: 'CELL-1' })], hand)
  const centre = { id: `odoo.work-centre.${press}`, name: 'Press', code: null, calendar: null }
  await plant.assets.map('CELL-1', centre, hand)
  const equipment = await world.create('maintenance.equipment', { name: `Press ${world.tag}`, serial_no: serial })
  const stages = await world.rows(
    'select id, coalesce(done, false) as done from maintenance_stage order by sequence, id',
  )
  const [first, second] = stages.filter(({ done }) => !done).map(({ id }) => id as number)
  const end = stages.find(({ done }) => done)!['id'] as number
  const write = (id: number, vals: object) => world.call('maintenance.request', 'write', { ids: [id], vals })
  const heard = async (id: number) =>
    (
      await rows(
        `select type from message where type like 'mfg.maintenance.%' and (key = $1 or key like $1 || '-%')
         order by seq`,
        [`odoo.m${id}`],
      )
    ).map(({ type }) => String(type).replace(/^mfg\.maintenance\.|\.v1$/g, ''))
  const hears = (id: number, what: readonly string[]) => eventually(async () => expect(await heard(id)).toEqual(what))
  const stateOf = async (id: number) =>
    (await rows("select state from case_file where kind = 'maintenance-order' and key = $1", [`odoo.m${id}`]))[0]?.[
      'state'
    ]

  const leaves = () =>
    world.rows(
      `select l.name, l.date_to > (now() at time zone 'utc') as lasts from resource_calendar_leaves l
       join mrp_workcenter c on c.resource_id = l.resource_id where c.id = $1 and l.time_type = 'leave'`,
      [press],
    )
  const closed = (what: readonly object[]) => eventually(async () => expect(await leaves()).toEqual(what))
  const standstills = async () =>
    (
      (await rows("select data from case_file where kind = 'asset-downtime' and key = $1", [serial]))[0]?.['data'] as
        | DowntimeFile
        | undefined
    )?.downtimes

  // A breakdown: begun, standing still, gone on with, done.
  const broken = await world.create('maintenance.request', {
    ...{ name: 'It leaks', equipment_id: equipment, maintenance_type: 'corrective', priority: '3', stage_id: first },
  })
  const said = ['order.created']
  await hears(broken, said)
  // Nothing else there says that the press stands still.
  await closed([{ name: `Press ${world.tag} stands still: It leaks`, lasts: true }])
  for (const [vals, event] of [
    [{ stage_id: second }, 'order.started'],
    [{ kanban_state: 'blocked' }, 'order.held'],
    [{ kanban_state: 'normal' }, 'order.started'],
    [{ stage_id: end }, 'order.completed'],
  ] as const) {
    await write(broken, vals)
    said.push(event)
    await hears(broken, said)
  }
  await eventually(async () => expect(await stateOf(broken)).toBe('completed'))
  const [{ data }] = (await rows("select data from case_file where key = $1 and kind = 'maintenance-order'", [
    `odoo.m${broken}`,
  ])) as [{ data: { order: object } }]
  expect(data.order).toMatchObject({ kind: 'corrective-breakdown', asset: serial, title: 'It leaks' })

  // What is over within a minute closes nothing.
  await closed([])
  expect(await standstills()).toMatchObject([{ order: `odoo.m${broken}`, isFailure: true, reason: 'It leaks' }])

  // Somebody takes it for broken, and calls that off before anybody has come: the press has its time back.
  const urgent = { maintenance_type: 'corrective', priority: '3', stage_id: first }
  const mistake = await world.create('maintenance.request', { name: 'Noise', equipment_id: equipment, ...urgent })
  await closed([{ name: `Press ${world.tag} stands still: Noise`, lasts: true }])
  await write(mistake, { archive: true })
  await closed([])
  await eventually(async () =>
    expect((await standstills())?.[1]).toMatchObject({
      voided: { by: 'odoo', reason: `#${mistake} was called off before anybody worked on it` },
    }),
  )

  // A service that is planned takes its asset out of work; it is called off.
  const service = await world.create('maintenance.request', {
    ...{ name: 'Service', equipment_id: equipment, maintenance_type: 'preventive', stage_id: first },
    ...{ schedule_date: '2031-12-01 06:00:00', ...(Number(inject('odooVersion')) < 19 ? { duration: 2 } : {}) },
  })
  const planned = ['order.created', 'order.scheduled', 'window.approved']
  await eventually(async () => expect((await heard(service)).toSorted()).toEqual(planned.toSorted()))
  await write(service, { archive: true })
  await eventually(async () => expect(await stateOf(service)).toBe('cancelled'))
  expect((await heard(service)).slice(3).toSorted()).toEqual(['order.cancelled', 'window.cancelled'])

  // What the hub writes there itself is nobody's news; what is deleted is given up.
  const writing = odoo.connect(odoo.settings.parse({ ...plant.odoo.integration, plant: 'A', maintenance: 'copied' }))
  const ledger = writing.provides.find(({ port }) => port === MaintenanceLedger.portName)!
  const copy = {
    ...{ plant: 'A', order: 'cmms.1', label: 'WO-1', title: 'A copy', state: 'approved', kind: 'inspection' },
    created: systemClock.now(),
  }
  const effect = {
    key: 'a'.repeat(64),
    port: ledger.port,
    operation: 'keep',
    body: copy,
    message: 'm',
    correlation: 'c',
  }
  const call = { signal: AbortSignal.timeout(seconds(60)), urgency: 'bulk' } as const
  expect(await ledger.perform([{ ...effect, occurredAt: systemClock.now() }], call)).toEqual([
    expect.objectContaining({ known: false }),
  ])
  writing.close()
  const mistaken = await world.create('maintenance.request', { name: 'By mistake', stage_id: first })
  await hears(mistaken, ['order.created'])
  await world.call('maintenance.request', 'unlink', { ids: [mistaken] })
  await hears(mistaken, ['order.created', 'order.cancelled'])
  expect((await rows("select distinct key from message where type = 'mfg.maintenance.order.created.v1'")).length).toBe(
    4,
  )
})
