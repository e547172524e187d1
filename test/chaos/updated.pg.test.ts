import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { ApprovalList } from '#api'
import { migrationState, openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { Random } from '../simulation/random.ts'
import { password } from '../support/api.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway, type ReportedEvent } from '../support/gateway.ts'
import { groundForTests } from '../support/ground.ts'
import { hubPerson } from '../support/hub-person.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { olderVersion, withoutOlderVersion } from '../support/older-version.ts'
import { judge } from './judge.ts'
import { linkTo } from './link.ts'
import { simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const ORDERS = process.env['MILLWRIGHT_FULL'] ? 450 : 12
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)

const lives = Array.from({ length: ORDERS }, (_, nth) =>
  plannedLifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }),
)
/** The second issue of each order is said by a terminal, which does not own what was used: a proposal. */
const isProposed = ({ id }: ReportedEvent): boolean => id.endsWith('-1')
const proposed = lives.flat().filter(isProposed)
const owned = wireOf(
  lives.map((life) => life.filter((event) => !isProposed(event))),
  new Random(SEED),
)
const within = minutes(1) + ORDERS * seconds(0.5)

if (withoutOlderVersion) console.error(`Not updated here: ${withoutOlderVersion}.`)

it.skipIf(withoutOlderVersion)(
  `R16: hubs are updated one after the other while ${lives.flat().length} events are under way and proposals wait for their answers (seed ${SEED})`,
  async () => {
    await using stack = new AsyncDisposableStack()
    const folders = stack.use(groundForTests())
    const before = stack.use(olderVersion(folders.data))
    console.error(`updated from ${before.commit}`)
    const books = stack.use(await simulatedBooks(ORDERS, 'callTakes=4'))
    await books.deployOlder(before.procedures())
    const { hostname: host, port } = new URL(books.access.url)
    const toOdoo = stack.use(await linkTo({ host, port: Number(port) }))
    const odoo = odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) })
    const settings = { ...odoo.settings, url: `http://${toOdoo.host}:${toOdoo.port}`, timeout: seconds(4) }
    const ownership = [{ plant: 'A', group: 'production-order.actuals', owner: 'mes' }]
    const estate = { ...estateOf({ ...odoo, settings }), ownership }

    const postgres = await startPostgres({ folders, name: 'hub', durable: true })
    stack.defer(() => postgres.stop())
    const databaseUrl = postgres.url('postgres')
    const pool = openPool({ url: databaseUrl, connections: 4, name: 'storm' })
    stack.defer(() => pool.end())
    const count = async (sql: string) => (await pool.query(sql)).rowCount ?? 0

    // Two of the older version, as a plant has them.
    const older = { databaseUrl, estate, clone: before.folder }
    const first = { hub: await startHubProcess(older) }
    const second = { hub: await startHubProcess(older) }
    for (const place of [first, second]) stack.defer(() => place.hub.stop())
    const at = ({ hub }: { hub: HubProcess }) => ({ databaseUrl, estate, port: Number(new URL(hub.url).port) })
    const hubs = [first, second].map((place) => () => place.hub.url)
    const mes = await aGateway({ pool, plant: 'A', hubs, patience: seconds(3) })
    const terminal = await aGateway({ pool, plant: 'A', hubs, system: 'terminal', patience: seconds(3) })
    const paula = await hubPerson(pool, () => first.hub.url, 'paula', { role: 'planner', plant: 'A' })
    const report = async (upTo: number): Promise<void> => {
      while (owned.length > 0 && mes.acknowledged.size < upTo * lives.flat().length)
        await mes.send(...owned.splice(0, 10))
    }

    // Some is booked, proposals wait for a person, and much is under way to an Odoo that is not there.
    await terminal.send(...proposed)
    await report(0.3)
    await eventually(async () => expect(await count('select from approval where answer is null')).toBe(ORDERS), within)
    await eventually(async () => expect(await books.booked()).toBeGreaterThan(ORDERS), within)
    toOdoo.cut()
    await report(0.6)
    const underWay = "select from intent where state not in ('confirmed', 'refused')"
    await eventually(async () => expect(await count(underWay)).toBeGreaterThan(ORDERS), within)

    // The first is updated, and dies when the last of what changes in the database is done and not yet committed.
    const { pending } = await migrationState(pool)
    expect(pending).not.toEqual([])
    const reason = alone(pending)
    const updated = at(first)
    await first.hub.stop()
    if (reason) await second.hub.stop()
    const witness = await pool.connect()
    stack.defer(() => witness.release(true))
    await witness.query('begin')
    await witness.query('set local idle_in_transaction_session_timeout = 0')
    await witness.query('lock table migration in share mode')
    const killed = new AbortController()
    const dies = startHubProcess({ ...updated, killed: killed.signal })
    const waits = "select from pg_locks where not granted and relation = 'migration'::regclass"
    await Promise.race([dies, eventually(async () => expect(await count(waits)).toBe(1), within)])
    killed.abort()
    await expect(dies).rejects.toThrow('did not start')
    await witness.query('rollback')
    expect((await migrationState(pool)).pending).toEqual(pending)

    // Started again it is the new version, beside the old one, with which it shares what there is to do.
    first.hub = await startHubProcess(updated)
    expect(await migrationState(pool)).toMatchObject({ pending: [], foreign: [] })
    toOdoo.restore()
    const booked = await books.booked()
    await report(0.8)
    await eventually(async () => expect(await books.booked()).toBeGreaterThan(booked + ORDERS), within)
    if (!reason) expect(second.hub.child.exitCode).toBeNull()

    // Whoever was asked by the old version answers the new one.
    let answered = 0
    for (let asked: ApprovalList['items']; answered < ORDERS; answered += asked.length) {
      const { status, body } = await paula.get<ApprovalList>('/approvals')
      asked = body.items
      expect([status, asked.length > 0]).toEqual([200, true])
      for (const { approvalId, shownHash } of asked) {
        const yes = { answer: 'yes', reason: 'counted together', shownHash, password }
        expect((await paula.post(`/approvals/${approvalId}`, yes)).status).toBe(200)
      }
    }

    const last = at(second)
    await second.hub.stop()
    second.hub = await startHubProcess(last)
    await report(1)
    const events = lives.flat()
    await eventually(async () => expect(await books.booked()).toBe(events.length), within)
    const told = new Map(
      events.map((event) => [
        event.id,
        { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
      ]),
    )
    const logs = [
      { source: '/plants/A/systems/mes', acknowledged: [...mes.acknowledged.keys()] },
      { source: '/plants/A/systems/terminal', acknowledged: [...terminal.acknowledged.keys()] },
    ]
    await judge(books, logs, told)
    expect(await count('select from exception where closed_at is null')).toBe(0)
  },
  minutes(4) + ORDERS * seconds(1),
)

/** Why hubs of the older version must stop before a schema changes: its migration says so in its first lines. */
function alone(pending: readonly string[]): string | undefined {
  const texts = pending.map((name) => readFileSync(path.join('db/migrations', `${name}.sql`), 'utf8'))
  return texts.map((text) => /^-- Stop all hubs first: (.*)$/m.exec(text)?.[1]).find(Boolean)
}
