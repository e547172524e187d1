import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { acceptBeside, type Connection, databaseOf, startEngine } from '#engine'
import { assetBook, capacityDesk } from '#assets'
import { PlantPolicy } from '#governance/rules/document'
import { hours, minutes, seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { access } from '../../simulators/atlas/atlas.ts'
import { cmmsSymptoms } from '../../src/cli/doctor-cmms.ts'
import { atlas } from '../../src/connectors/atlas/index.ts'
import { startMaintenance } from '../../src/polling/maintenance/start.ts'
import { testApi } from '../support/api.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { type PlanningDouble, planningDouble } from '../support/planning-double.ts'
import { cmmsProcess } from '../support/simulator.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())
let stack = new AsyncDisposableStack()
afterEach(async () => {
  await stack.disposeAsync()
  stack = new AsyncDisposableStack()
})

const log = { warn: (about: object, sentence: string) => console.error(sentence, about), info: () => {} }
let systems = 0

interface Wish {
  readonly every: number
  readonly hooks?: boolean
  /** Where capacity is planned; without it production has nothing to do here. */
  readonly plans?: PlanningDouble
}

/** Who keeps the calendars of work centres, and who knows where assets stand. */
function planningOf(plans: PlanningDouble, like: Connection): Readonly<Record<string, Connection>> {
  const sql = databaseOf(database.pool)
  const assets = assetBook({ database: sql, home: 'hub', ids: () => crypto.randomUUID(), now: () => systemClock.now() })
  const ask = async (_plant: string, { operation, argument }: { operation: string; argument: unknown }) =>
    (await plans.read(operation, [argument], { signal: AbortSignal.timeout(1000), urgency: 'bulk' }))[0] as never
  return {
    [PlanningLedger.portName]: { ...like, system: 'plans', keeper: plans },
    [CapacityDesk.portName]: {
      ...{ ...like, system: 'hub' },
      keeper: capacityDesk({ database: sql, home: 'hub', assets, ask }),
    },
  }
}

/** A CMMS as a process, the hub's connector, door and engine. */
async function aPlant({ every, hooks = false, plans }: Wish) {
  const cmms = stack.use(await cmmsProcess('atlas', '--calls-lan'))
  const system = `cmms-${++systems}`
  const { apiKey, secret } = access
  const settings = { url: cmms.url, apiKey, secrets: [secret], plants: ['A'], system, every, sweep: hours(1) }
  const { books, provides } = atlas.connect(atlas.settings.parse({ ...settings, overlap: seconds(1) }))
  const desk = { system, keeper: provides[0]!, callsAtOnce: 2, deadline: 15_000, lingers: 30_000 }
  const parts = engineParts(database.pool, ledgerDouble())
  const planning = plans ? planningOf(plans, parts.systems[0]!) : {}
  const connections: typeof parts.connections = (plant, port) =>
    port === desk.keeper.port ? desk : (planning[port] ?? parts.connections(plant, port))
  const systemsHere = [...parts.systems, ...Object.values(planning).filter(({ system: of }) => of === 'plans')]
  const engine = stack.use(startEngine({ ...parts, connections, systems: systemsHere }))
  const watch = stack.use(
    startMaintenance([books], {
      database: databaseOf(database.pool),
      home: 'hub',
      ids: parts.ids,
      now: parts.now,
      clock: systemClock,
      acceptBeside: async (messages, beside) => {
        await acceptBeside(database.pool, 'hub', messages, beside)
        engine.wake()
      },
      deadline: () => AbortSignal.timeout(seconds(10)),
      log,
    }),
  )
  const api = stack.use(
    await testApi(database, engine, {
      plants: [
        { id: 'A', name: 'Plant A', timeZone: 'UTC', policy: PlantPolicy.parse({ rates: { labour: ['60 EUR'] } }) },
      ],
      hooked(name, headers, body) {
        const verdict = name === system ? books.hook(headers, body, systemClock.now()) : undefined
        if (verdict?.kind === 'hint') watch.hint(system, verdict.hint)
        return verdict
      },
    }),
  )
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  const hub = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`
  if (hooks)
    for (const event of ['NEW_WORK_ORDER', 'WORK_ORDER_CHANGE', 'WORK_ORDER_STATUS_CHANGE', 'PART_QUANTITY_CHANGED']) {
      const body = JSON.stringify({ url: `${hub}/api/v1/hooks/${system}`, event, secret })
      const headers = { 'x-api-key': apiKey }
      expect((await fetch(`${cmms.url}/webhook-endpoints`, { method: 'POST', headers, body })).status).toBe(200)
    }

  const runs = async (about: number): Promise<readonly string[]> => {
    const { rows } = await database.pool.query(
      `select m.type, run.verdict, run.sentence from message m join run using (message_id)
       where m.key = $1 and m.type like 'mfg.%' order by m.seq, run.attempt`,
      [`${system}.${about}`],
    )
    return rows.map(({ type, verdict }) => `${String(type).split('.').slice(2, 4).join('.')} ${verdict}`)
  }
  const file = async (about: string) =>
    (await database.pool.query('select kind, state, data from case_file where key = $1', [`${system}.${about}`]))
      .rows[0]
  const troubles = async (about: number) =>
    (await database.pool.query('select code, resolution from exception where subject = $1', [`${system}.${about}`]))
      .rows as readonly { code: string; resolution: string | null }[]
  await eventually(async () => {
    const { rows } = await database.pool.query(
      'select 1 from maintenance_book where system = $1 and swept_at is not null',
      [system],
    )
    expect(rows.length).toBe(3)
  })
  return { api, cmms, hub, system, runs, file, troubles, until: eventually, engine }
}

async function aBreakdown(plant: Awaited<ReturnType<typeof aPlant>>): Promise<number> {
  const { cmms, runs, until } = plant
  const asset = await cmms.drive({ do: 'addAsset', name: 'Press 1', code: 'PRESS-1' })
  const part = await cmms.drive({ do: 'addPart', name: 'Seal', number: 'SEAL-40' })
  const order = await cmms.drive({ do: 'create', title: 'Replace seal', kind: 'breakdown', asset })
  const told = ['order.created accepted']
  await until(async () => expect(await runs(order)).toEqual(told))
  for (const [deed, what] of [
    [{ do: 'start', order }, 'order.started'],
    [{ do: 'use', order, part, quantity: 2 }, 'part.consumed'],
    [{ do: 'complete', order }, 'order.completed'],
  ] as const) {
    await cmms.drive(deed)
    told.push(`${what} accepted`)
    await until(async () => expect(await runs(order)).toEqual(told))
  }
  return order
}

describe('WF-14: maintenance orders of a CMMS in the hub', () => {
  it('T22 T24: are lived through by asking alone, and a breakdown without a failure mode is flagged until it is coded', async () => {
    const plant = await aPlant({ every: 30 })
    await plant.cmms.faults({ dropWebhooks: true })
    const order = await aBreakdown(plant)
    expect(await plant.file(`${order}`)).toMatchObject({
      kind: 'maintenance-order',
      state: 'completed',
      data: { uncoded: true, origin: 'live', order: { asset: 'PRESS-1', kind: 'corrective-breakdown' } },
    })
    expect((await plant.file(`${order}`)).data.parts).toEqual({ 'SEAL-40': { value: '2', uom: 'H87' } })
    const uncoded = { code: 'FAILURE_MODE_MISSING', resolution: null }
    await plant.until(async () => expect(await plant.troubles(order)).toEqual([uncoded]))
    await plant.cmms.drive({ do: 'code', order, failureMode: 'LEAK' })
    await plant.until(async () => expect(await plant.troubles(order)).toEqual([{ ...uncoded, resolution: 'healed' }]))
    expect((await plant.file(`${order}`)).data).not.toHaveProperty('uncoded')
    const { orders, assets } = await plant.cmms.journal()
    expect(orders[0]).toMatchObject({ id: order, status: 'done', failureMode: 'LEAK' })

    const isDown = async () => (await database.pool.query("select state from case_file where key = 'PRESS-1'")).rows
    for (const [deed, state] of [
      ['break', 'down'],
      ['repair', 'running'],
    ] as const) {
      await plant.cmms.drive({ do: deed, asset: assets[0]!.id })
      await plant.until(async () => expect(await isDown()).toEqual([{ state }]))
    }
  })

  it('WF-15: of a breakdown the work centre closes at once and it counts as a failure; preventive work asks production first and counts as none', async () => {
    const plans = planningDouble()
    const { cmms, api, system, until } = await aPlant({ every: 30, plans })
    const saw = { id: 'odoo.work-centre.3', name: 'Saw 3', code: null, calendar: null }
    const by = { plant: 'A', by: 'eva' }
    await api.parts.assets.keep([AssetTold.parse({ asset: 'SAW-3', name: 'Saw 3', equipment: 'CELL-3' })], by)
    await api.parts.assets.map('CELL-3', saw, by)
    const eva = await api.person('eva', { role: 'planner', plant: 'A' })
    const told = async (path: string) => {
      const answer = await eva.get(`/api/v1/${path}`)
      expect(answer.statusCode).toBe(200)
      return answer.json()
    }

    const asset = await cmms.drive({ do: 'addAsset', name: 'Saw 3', code: 'SAW-3' })
    const planned = { inHours: 48, hours: 2 }
    const service = await cmms.drive({ do: 'create', title: 'New belt', kind: 'preventive', asset, ...planned })
    const breakdown = await cmms.drive({ do: 'create', title: 'Blade broke', kind: 'breakdown', asset })
    await cmms.drive({ do: 'break', asset })

    // What it does to planning: one takes its time without a question, the other takes none before production agrees.
    await until(async () => expect([...plans.closed.keys()]).toEqual([`A/breakdown SAW-3 1 at ${saw.id}`]))
    await until(async () =>
      expect((await told('approvals')).items.map((one: { shown: { window: string } }) => one.shown.window)).toEqual([
        `${system}.${service}`,
      ]),
    )
    expect([...plans.closed.keys()]).toEqual([`A/breakdown SAW-3 1 at ${saw.id}`])

    await cmms.drive({ do: 'work', order: breakdown, person: 1, minutes: 60 })
    await cmms.drive({ do: 'complete', order: breakdown, failureMode: 'BRD' })
    await cmms.drive({ do: 'repair', asset })
    await cmms.drive({ do: 'work', order: service, person: 1, minutes: 30 })
    await cmms.drive({ do: 'complete', order: service })

    // What figures say of either: work in hours and money, failures of one sort alone.
    const eur = (value: string) => [{ currency: 'EUR', value }]
    const ofSaw = (all: readonly { asset: string }[]) => all.filter((one) => one.asset === 'SAW-3')
    await until(async () =>
      expect(ofSaw((await told('asset-costs')).costs)).toMatchObject([
        { corrective: eur('60'), preventive: eur('30'), labour: eur('90') },
      ]),
    )
    await until(async () => {
      const [day] = (await told('plant-day?plant=A')).days
      expect(ofSaw(day.reliability.assets)).toMatchObject([{ failures: 1, uncoded: 0 }])
    })
    const sorts = (await told('maintenance-orders')).orders.map(
      ({ title, isCorrective }: { title: string; isCorrective: boolean }) => [title, isCorrective],
    )
    expect(Object.fromEntries(sorts)).toMatchObject({ 'Blade broke': true, 'New belt': false })
  })

  it('T23: come by webhook where one comes, through the hub’s own door, each change once', async () => {
    const plant = await aPlant({ every: minutes(10), hooks: true })
    await plant.cmms.faults({ lateCommit: 300, dupDelivery: true })
    const order = await aBreakdown(plant)
    expect(await plant.runs(order)).toHaveLength(4)
  })

  it('OBS-07: are watched over by which way they come, so that webhooks that stay away are known', async () => {
    const plant = await aPlant({ every: 30, hooks: true })
    const rhythm = async () =>
      (
        await database.pool.query(
          'select hinted_at is not null as hinted, unhinted::int, lost::int from maintenance_rhythm where system = $1',
          [plant.system],
        )
      ).rows[0]
    const creates = async () => {
      const order = await plant.cmms.drive({ do: 'create', title: 'Grease' })
      await plant.until(async () => expect(await plant.runs(order)).toEqual(['order.created accepted']))
    }
    const inStep = { hinted: true, unhinted: 0, lost: 0 }
    await creates()
    await plant.until(async () => expect(await rhythm()).toEqual(inStep))
    await plant.cmms.faults({ dropWebhooks: true })
    for (let nth = 0; nth < 5; nth++) await creates()
    await plant.until(async () => expect(await rhythm()).toEqual({ ...inStep, unhinted: 5 }))
    await plant.cmms.faults({ dropWebhooks: false })
    await creates()
    await plant.until(async () => expect(await rhythm()).toEqual(inStep))
  })

  it('are healed where somebody else tells the end of one that was never begun: its owner is asked', async () => {
    const plant = await aPlant({ every: minutes(10) })
    await plant.cmms.faults({ dropWebhooks: true })
    const order = await plant.cmms.drive({ do: 'create', title: 'Grease', kind: 'preventive' })
    await plant.cmms.drive({ do: 'complete', order })
    const key = await plant.api.key({ plant: 'A', system: 'line-7', types: ['*'] })
    const said = (about: string) => ({
      ...{ specversion: '1.0', id: `end of ${about}`, source: '/plants/A/systems/line-7', time: systemClock.now() },
      ...{ type: 'mfg.maintenance.order.completed.v1', data: { order: `${plant.system}.${about}` } },
    })
    expect((await plant.api.send(key, said(`${order}`))).statusCode).toBe(202)
    expect((await plant.api.send(key, said('4711'))).statusCode).toBe(202)
    await plant.until(async () => expect(await plant.runs(order)).toEqual(['order.completed accepted']))
    expect(await plant.file(`${order}`)).toMatchObject({ state: 'completed', data: { origin: 'reconciled' } })
    await plant.until(async () =>
      expect(await plant.troubles(4711)).toEqual([{ code: 'UNKNOWN_MAINTENANCE_ORDER', resolution: null }]),
    )
  })

  it('EXC-01: are put before somebody where one is not understood, with the field, until it is mended', async () => {
    const plant = await aPlant({ every: 30 })
    const { cmms, system, until } = plant
    const part = await cmms.drive({ do: 'addPart', name: 'Seal', number: 'S'.repeat(200) })
    const order = await cmms.drive({ do: 'create', title: 'Replace seal' })
    await until(async () => expect(await plant.runs(order)).toEqual(['order.created accepted']))
    await cmms.drive({ do: 'use', order, part, quantity: 2 })
    await cmms.drive({ do: 'touch', order })
    const told = async () =>
      (
        await database.pool.query('select code, sentence, resolution from exception where subject = $1', [
          `${system} orders ${order}`,
        ])
      ).rows
    const exception = {
      code: 'RECORD_NOT_UNDERSTOOD',
      sentence: expect.stringMatching(/^orders \d+ of cmms-\d+ is not understood, .*number of a part: /),
    }
    await until(async () => expect(await told()).toEqual([{ ...exception, resolution: null }]))
    await cmms.drive({ do: 'renumber', part, number: 'SEAL-40' })
    await until(async () => expect(await told()).toEqual([{ ...exception, resolution: 'healed' }]))
    await until(async () =>
      expect((await plant.file(`${order}`)).data.parts).toEqual({ 'SEAL-40': { value: '2', uom: 'H87' } }),
    )
  })

  it('are asked for by who is allowed: the door takes no hint of a stranger, and the doctor says whether the hub is let in', async () => {
    const { hub, system, cmms } = await aPlant({ every: minutes(10) })
    const hint = (name: string) =>
      fetch(`${hub}/api/v1/hooks/${name}`, {
        method: 'POST',
        body: '{"workOrderId":7}',
        headers: { 'x-webhook-signature': 'x', 'x-webhook-id': '1', 'x-webhook-event': 'WORK_ORDER_CHANGE' },
      })
    const [known, unknown] = await Promise.all([hint(system), hint('nobody')])
    expect([known.status, unknown.status]).toEqual([401, 401])
    expect(await known.json()).toEqual(await unknown.json())

    const folder = mkdtempSync(path.join(tmpdir(), 'millwright-cmms-'))
    stack.defer(() => rmSync(folder, { recursive: true }))
    const estate = (key: string) => ({
      plants: [{ id: 'A', name: 'Plant A' }],
      systems: [{ id: system, kind: 'atlas', title: 'CMMS', plants: ['A'], settings: { url: cmms.url, apiKey: key } }],
    })
    const symptoms = (key: string) => {
      writeFileSync(path.join(folder, 'estate.yaml'), JSON.stringify(estate(key)))
      return cmmsSymptoms({ env: { MILLWRIGHT_ESTATE: folder } })
    }
    expect(await symptoms(access.apiKey)).toMatchObject([
      { state: 'well', sentence: expect.stringContaining('every 10 s') },
    ])
    expect(await symptoms('other')).toMatchObject([
      { state: 'wrong', sentence: expect.stringContaining('mend the key') },
    ])
  })
})
