import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { rulings } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { systemClock, uuids } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { access, atlas as dialect } from '../../simulators/atlas/atlas.ts'
import { startCmms } from '../../simulators/cmms/cmms.ts'
import { noFaults } from '../../simulators/cmms/faults.ts'
import { atlas } from '../../src/connectors/atlas/index.ts'
import { asksCmms } from '../support/cmms-in-plant.ts'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
let plant: PlantStory

/** Asked often, and by nothing else than asking. */
const atlasAt = (url: string) => {
  const { email, password } = access
  return atlas.connect(atlas.settings.parse({ url, email, password, plants: ['A'], every: 200, overlap: 1000 })).books
}

beforeAll(async () => {
  plant = await aPlant()
})
afterAll(() => plant[Symbol.asyncDispose]())

it(`T15 T17 T18: what the CMMS plans and production agrees to is what a work centre of Odoo ${inject('odooVersion')} can do, and called off nothing is left of it, and no new plan waits for anybody`, async () => {
  const { world, assets, database, hub } = plant
  const { order, saw } = await world.bench()
  const record = Number(order.slice('odoo.'.length))
  await world.plan(record)
  const [cut] = await world.rows(
    `select to_char(l.date_from, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as begins from mrp_workorder w
     join resource_calendar_leaves l on l.id = w.leave_id where w.production_id = $1 order by w.id limit 1`,
    [record],
  )
  const at = (minutes: number) => new Date(Date.parse(cut!['begins']) + minutes * 60_000).toISOString()
  const centre = { id: `odoo.work-centre.${saw}`, name: 'Saw', code: null, calendar: null }
  await assets.keep([AssetTold.parse({ asset: 'SAW-1', name: 'Saw', equipment: 'CELL-1' })], {
    plant: 'A',
    by: 'paula',
  })
  await assets.map('CELL-1', centre, { plant: 'A', by: 'paula' })

  await using cmms = await startCmms(dialect, { faults: { ...noFaults(), dropWebhooks: true }, callsLan: true })
  const warnings: string[] = []
  await using _asked = asksCmms(plant, atlasAt(cmms.url), (sentence) => warnings.push(sentence))
  /** Answers for production once it is asked. */
  const agrees = () =>
    eventually(async () => {
      const [open] = await plant.rows('select approval_id, shown from approval where answered_at is null')
      expect(open).toBeDefined()
      const { approval_id: approvalId, shown } = open as { approval_id: string; shown: Record<string, Json> }
      const shownHash = sha256(canonicalJson(shown))
      await rulings({ pool: database.pool, home: 'hub', ids, now }).answer({
        ...{ approvalId, by: 'paula', answer: 'yes', reason: 'it fits', shownHash },
      })
      hub.wake()
      return shown
    })
  const leaves = () =>
    world.rows(
      `select l.id, to_char(l.date_from, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') as "from", l.name
       from resource_calendar_leaves l join mrp_workcenter c on c.resource_id = l.resource_id
       where c.id = $1 and l.time_type = 'leave' order by l.id`,
      [saw],
    )
  const day = cut!['begins'].slice(0, 10) as string
  const free = async () => {
    const told = await plant.ask(PlanningLedger.capacity({ workCentre: centre.id, from: day, until: day }))
    return 'days' in told ? told.days[0]!.free : told
  }
  const before = await free()

  const asset = cmms.drive({ do: 'addAsset', name: 'Saw', code: 'SAW-1' })
  const service = cmms.drive({ do: 'create', title: 'New blade', kind: 'preventive', asset })
  cmms.drive({ do: 'plan', order: service, begins: at(0), hours: 0.5 })
  const shown = await agrees()
  expect(shown['orders']).toMatchObject([{ order: expect.stringMatching(/MO/), minutes: 30 }])
  await eventually(async () =>
    expect(await leaves()).toMatchObject([{ from: at(0), name: expect.stringMatching(/^cmms\.\d+: .+: New blade$/) }]),
  )
  expect(await free()).toBe((before as number) - 30)
  const [first] = await leaves()
  const replan = async () => (await plant.rows(`select state, data from case_file where kind = 'replan'`))[0]
  await eventually(async () => expect(await replan()).toMatchObject({ state: 'proposed' }))

  cmms.drive({ do: 'plan', order: service, begins: at(10), hours: 0.5 })
  await eventually(async () =>
    expect(await plant.rows('select from approval where answered_at is null')).toHaveLength(1),
  )
  expect(await leaves()).toEqual([first])
  await agrees()
  await eventually(async () => expect(await leaves()).toEqual([{ ...first, from: at(10) }]))

  cmms.drive({ do: 'cancel', order: service })
  await eventually(async () => expect(await leaves()).toEqual([]))
  expect(await free()).toBe(before)
  // Nobody is asked any more to move for it what has its time again.
  await eventually(async () => expect(await replan()).toMatchObject({ state: 'needless' }))
  expect((await replan())!['data'].said).toMatch(/is cancelled/)
  expect(warnings).toEqual([])
})
