import { expect } from 'vitest'
import type { ApprovalList, ExceptionList, ReachList } from '#api'
import { days, instant, type Instant, later, minutes } from '#kernel/time'
import { AssetTold } from '#model/asset'
import { ProductionOrder } from '#model/production'
import { password, testApi, type TestPerson } from '../support/api.ts'
import { aPolicy } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { type PlannedPlant, plannedPlant } from '../support/planned-plant.ts'
import type { Seen } from './found.ts'
import type { PlantDay } from './plant-day.ts'
import type { Told } from './told.ts'
import { untilDone, virtualTime } from './virtual-time.ts'

/** The plant's rules: how long after its time a report of work may come. */
const patience = { ...aPolicy.patience, confirmation: minutes(20), standstill: minutes(15) }

/** People look every so many minutes. */
const LOOK = 5
const DAY = 1440

/** The next day that has not begun. */
const midnight = instant(Math.ceil(Date.now() / days(1)) * days(1))
export const at = (minute: number): Instant => later(midnight, minutes(minute))

/** Plays messages to a hub through its door; answers what people were shown, each when it was shown first. */
export async function play({ orders, ...machines }: PlantDay, told: readonly Told[]): Promise<readonly Seen[]> {
  await using stack = new AsyncDisposableStack()
  const database = await testDatabase()
  const { pool } = database
  const time = await virtualTime(pool, at(0))
  const ledger = ledgerDouble(...orders.map((order) => ProductionOrder.parse(order)))
  const over = { now: time.now, policyOf: () => ({ ...aPolicy, patience }) }
  const { engine, assets } = stack.use(await plannedPlant({ database, ledger, over }))
  const api = stack.use(await testApi(database, engine, { now: time.now }, ledger))
  await place(machines, assets)
  const planner = await api.person('paula', { role: 'planner', plant: 'A' })
  const keys = new Map<string, string>()
  for (const system of ['odoo', 'mes', 'plc', 'cmms']) keys.set(system, await api.key({ system }))

  let sent = 0
  async function send(by: string, messages: readonly Told[]): Promise<void> {
    const source = `/plants/A/systems/${by}`
    const events = messages.map(({ at: when, type, data }) => ({
      ...{ specversion: '1.0', id: `${by}-${++sent}`, source, type, time: at(when), actor: by, data },
    }))
    const answer = await api.send(keys.get(by)!, events)
    expect(answer.statusCode, answer.body).toBe(202)
    expect(answer.json().receipts.filter(({ status }: { status: string }) => status !== 'accepted')).toEqual([])
  }

  const byMinute = Map.groupBy(told, (one) => one.at)
  const seen = new Map<string, Seen>()
  for (let minute = 0; minute <= DAY; minute++) {
    const now = byMinute.get(minute) ?? []
    if (now.length === 0 && minute % LOOK > 0) continue
    await time.pass(at(minute))
    for (const messages of runsOf(now)) await send(messages[0]!.by, messages)
    engine.wake()
    await untilDone(pool)
    if (now.some(({ type }) => type.endsWith('window.approved.v1'))) {
      await agree(planner)
      await untilDone(pool)
    }
    if (minute % LOOK > 0) continue
    for (const one of await shown(planner)) {
      const name = `${one.code} ${one.about} ${one.sentence}`
      if (!seen.has(name)) seen.set(name, { ...one, at: minute })
    }
  }
  return [...seen.values()]
}

/** What one system says before another does goes in one batch. */
function runsOf(told: readonly Told[]): readonly (readonly Told[])[] {
  const runs: Told[][] = []
  for (const one of told)
    if (runs.at(-1)?.[0]?.by === one.by) runs.at(-1)!.push(one)
    else runs.push([one])
  return runs
}

/** Every machine fills a place, and every place is a work centre of the ERP. */
async function place({ presses, lathes }: Omit<PlantDay, 'orders'>, assets: PlannedPlant['assets']): Promise<void> {
  const hand = { plant: 'A', by: 'paula' }
  const all = [...presses, ...lathes]
  await assets.keep(
    all.map((asset) => AssetTold.parse({ asset, name: asset, equipment: `${asset}-PLACE` })),
    hand,
  )
  for (const asset of all) {
    const centre = { id: `odoo.work-centre.${asset}`, name: asset, code: null, calendar: null }
    await assets.map(`${asset}-PLACE`, centre, hand)
  }
}

async function read<Answer>(person: TestPerson, path: string): Promise<Answer> {
  const answer = await person.get(path)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Answer>()
}

/** The planner says yes to every window that is asked for. */
async function agree(planner: TestPerson): Promise<void> {
  const { items } = await read<ApprovalList>(planner, '/api/v1/approvals')
  for (const { approvalId, shownHash } of items) {
    const yes = { answer: 'yes', reason: 'it fits', shownHash, password }
    expect((await planner.post(`/api/v1/approvals/${approvalId}`, yes)).statusCode).toBe(200)
  }
}

/** What stands under Exceptions, and what is missing of maintenance. */
async function shown(planner: TestPerson): Promise<readonly Omit<Seen, 'at'>[]> {
  const { groups } = await read<ExceptionList>(planner, '/api/v1/exceptions?plant=A')
  const { plants } = await read<ReachList>(planner, '/api/v1/maintenance-reach?plant=A')
  return [
    ...groups.flatMap(({ code, items }) => items.map(({ subject, sentence }) => ({ code, about: subject, sentence }))),
    ...plants.flatMap(({ missing }) => missing.map(({ kind: code, about, sentence }) => ({ code, about, sentence }))),
  ]
}
