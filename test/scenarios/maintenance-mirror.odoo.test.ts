import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { messageOf } from '#engine'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import { typeOfStep } from '#model/maintenance-events'
import type { MaintenanceOrderFile, MaintenanceStep } from '#model/maintenance-order-case'
import type { CloudEvent } from '#model/message'
import { aPlant, type PlantStory } from '../support/plant.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
let plant: PlantStory
beforeAll(async () => {
  plant = await aPlant({ maintenance: 'copied' })
})
afterAll(() => plant[Symbol.asyncDispose]())

it(`SYS-03: a maintenance order of the CMMS stands once in the Maintenance of a real Odoo ${inject('odooVersion')}, on its equipment, through its whole life`, async () => {
  const { world, hub, assets } = plant
  const name = `Press ${world.tag}`
  const serial = `SN ${world.tag}`
  await assets.keep([{ asset: 'PRESS-7', name, serial, level: 6, criticality: 'A' }], { plant: 'A', by: 'paula' })
  // Two of one name: only the serial number tells them apart.
  const equipment = await world.create('maintenance.equipment', { name, serial_no: serial })
  await world.create('maintenance.equipment', { name })

  async function says(step: MaintenanceStep, more: object, id = 'cmms.7'): Promise<void> {
    const told = {
      ...{ id, label: `WO-${id}`, plant: 'A', state: 'approved', kind: 'preventive-time', title: 'Grease' },
      ...{ asset: 'PRESS-7', assetName: name, created: '2026-11-20T05:00:00.000Z', version: ids(), ...more },
    }
    const kind = kindOf(typeOfStep(step))!
    const data = { order: id, told }
    const event = {
      specversion: '1.0',
      id: ids(),
      source: '/plants/A/systems/cmms',
      type: kind.type,
      time: now(),
      data,
    }
    const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom: 'cmms' }
    await hub.receive([messageOf(event as CloudEvent, kind, kind.schema.parse(data), coming)])
  }
  const requests = () =>
    world.rows(
      `select r.name, r.equipment_id as equipment, r.maintenance_type as type, coalesce(s.done, false) as done, r.kanban_state as kanban,
         coalesce(r.archive, false) as archive,
         to_char(r.schedule_date, 'YYYY-MM-DD HH24:MI') as "from", coalesce(r.duration, 0)::float as hours,
         to_char(r.close_date, 'YYYY-MM-DD') as closed, s.sequence
       from maintenance_request r join maintenance_stage s on s.id = r.stage_id where r.name like 'WO-cmms.%' order by r.id`,
      [],
    )
  const file = async (id: string) =>
    (await plant.rows('select data from case_file where key = $1', [id]))[0]?.['data'] as MaintenanceOrderFile
  const becomes = (more: object) =>
    eventually(async () => expect(await requests()).toEqual([expect.objectContaining(more)]))

  await says('create', {})
  await becomes({ name: 'WO-cmms.7 Grease', equipment, type: 'preventive', done: false, from: null, archive: false })
  const [{ sequence: first }] = (await requests()) as [{ sequence: number }]

  const times = { plannedStart: '2026-12-01T06:00:00.000Z', plannedEnd: '2026-12-01T09:30:00.000Z' }
  await says('schedule', { state: 'scheduled', ...times })
  await becomes({ from: '2026-12-01 06:00', hours: 3.5, sequence: first, done: false })
  await says('start', { state: 'started', ...times })
  await eventually(async () => expect((await requests())[0]!['sequence']).toBeGreaterThan(first))
  await says('hold', { state: 'held', ...times })
  await becomes({ kanban: 'blocked', done: false })
  const completed = '2026-11-21T10:00:00.000Z'
  await says('complete', { state: 'completed', kind: 'corrective-deferred', completed, ...times })
  await becomes({ done: true, kanban: 'normal', closed: '2026-11-21', type: 'corrective' })
  await says('reopen', { state: 'approved', ...times })
  await becomes({ done: false, closed: null, sequence: first })
  await says('cancel', { state: 'cancelled', ...times })
  await becomes({ archive: true })
  await eventually(async () =>
    expect((await file('cmms.7')).mirror).toMatchObject({ label: 'WO-cmms.7 Grease', equipment: name }),
  )
  await plant.settled('cmms.7')
  expect(await plant.exceptions('cmms.7')).toEqual([])

  // An asset that is not told apart is put before somebody by name, once, and the order goes on.
  await says('create', { asset: 'PRESS-9', assetName: name }, 'cmms.9')
  await eventually(async () =>
    expect(await plant.exceptions('cmms.9')).toEqual([
      { code: 'UNKNOWN_EQUIPMENT', sentence: expect.stringContaining(name) },
    ]),
  )
  await eventually(async () => expect((await file('cmms.9')).mirror?.refused).toContain(name))
  await says('start', { state: 'started', asset: 'PRESS-9', assetName: name }, 'cmms.9')
  await eventually(async () =>
    expect(await plant.rows("select state from case_file where key = 'cmms.9'")).toEqual([{ state: 'started' }]),
  )
  await plant.settled('cmms.9')
  expect((await plant.exceptions('cmms.9')).length).toBe(1)
  expect((await requests()).length).toBe(1)
})
