import { expect, inject, it } from 'vitest'
import { assertDurable, openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { type Address, onConnection, urlOf } from '../../src/local/postgres/connect.ts'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { Random } from '../simulation/random.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { groundForTests } from '../support/ground.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { binariesOf } from '../support/postgres-versions.ts'
import { judge } from './judge.ts'
import { simulatedBooks } from './simulated-books.ts'
import { startStandby } from './standby.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const ORDERS = process.env['MILLWRIGHT_FULL'] ? 400 : 12
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)
const lives = Array.from({ length: ORDERS }, (_, nth) =>
  plannedLifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }),
)
const events = lives.flat()
/** From the promotion until the hubs take events again, on a machine with much else to do. */
const SOON = seconds(10)

it(
  `a synchronous standby that takes over has all that was acknowledged, and the hubs go over to it by themselves (seed ${SEED})`,
  async () => {
    await using stack = new AsyncDisposableStack()
    const folders = stack.use(groundForTests())
    const books = stack.use(await simulatedBooks(ORDERS, 'callTakes=4'))
    const binaries = await binariesOf(inject('postgresVersion'), folders)
    const one = await startPostgres({ folders, name: 'one', durable: true, binaries })
    stack.defer(() => one.stop())
    const two = stack.use(await startStandby(folders, 'two', one, binaries))
    const ask = async (server: Address, sql: string) =>
      (await onConnection(server, 'postgres', (client) => client.query(sql))).rows as Record<string, never>[]
    const { password, user } = one
    const hosts = [two, one].map(({ host, port }) => `${host}:${port}`).join()
    const databaseUrl = urlOf({ host: 'HOST', port: 1, user, password }, 'postgres').replace('HOST:1', hosts)
    const pool = openPool({ url: databaseUrl, connections: 2, name: 'storm' })
    stack.defer(() => pool.end())

    const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) }))
    const follows = (how: object) =>
      eventually(async () =>
        expect(await ask(one, 'select state, sync_state from pg_stat_replication')).toMatchObject([how]),
      )

    const waitFor = async (names: string) => {
      await ask(one, `alter system set synchronous_standby_names = '${names}'`)
      await ask(one, 'select pg_reload_conf()')
    }

    // Before it is waited for, it is none that may take over.
    await follows({ state: 'streaming', sync_state: 'async' })
    await expect(assertDurable(pool)).rejects.toMatchObject({ code: 'STANDBY_ASYNCHRONOUS' })
    await assertDurable(pool, { failoverMayLose: true })
    await waitFor('two')
    await follows({ state: 'streaming', sync_state: 'sync' })
    await assertDurable(pool)

    const [first, another] = await Promise.all([1, 2].map(() => startHubProcess({ databaseUrl, estate })))
    let second = another!
    stack.defer(() => first!.stop())
    stack.defer(() => second.stop())

    const isReady = (status: number) =>
      eventually(async () => expect((await fetch(`${first!.url}/readyz`)).status).toBe(status))
    await waitFor('')
    await isReady(503)
    await waitFor('two')
    await isReady(200)
    const hubs = [() => first!.url, () => second.url]
    const gateway = await aGateway({ pool, plant: 'A', hubs, patience: seconds(3) })
    const wire = wireOf(lives, new Random(SEED))
    const report = async (upTo: number): Promise<void> => {
      while (wire.length > 0 && gateway.acknowledged.size < upTo * events.length)
        await gateway.send(...wire.splice(0, 10))
    }

    const goingOn = report(0.7)
    await eventually(() => expect(gateway.acknowledged.size).toBeGreaterThan(0.4 * events.length))
    await one.kill9()
    await ask(two, 'select pg_promote()')
    const promoted = performance.now()
    const before = gateway.acknowledged.size
    await eventually(() => expect(gateway.acknowledged.size).toBeGreaterThan(before), SOON)
    console.error(`events are taken again ${Math.round(performance.now() - promoted)} ms after the promotion`)
    await goingOn

    // Whoever brings the old one back forgets that it must not acknowledge alone; a hub that starts now knows no better.
    const returned = await startPostgres({
      folders,
      name: 'one',
      durable: true,
      binaries,
      settings: { synchronous_standby_names: '' },
    })
    stack.defer(() => returned.stop())
    const left = await ask(returned, 'select count(*)::int from millwright.message')
    second.child.kill('SIGKILL')
    await second.ended
    second = await startHubProcess({ databaseUrl, estate, port: Number(new URL(second.url).port) })
    await report(1)
    expect(gateway.acknowledged.size).toBe(events.length)
    await eventually(async () => expect(await books.booked()).toBe(events.length), minutes(2))

    expect(await ask(returned, 'select count(*)::int from millwright.message')).toEqual(left)
    expect(
      await ask(returned, "select * from pg_stat_activity where application_name like 'millwright centre%'"),
    ).toEqual([])
    const told = new Map(
      events.map((event) => [
        event.id,
        { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
      ]),
    )
    await judge(books, [{ source: '/plants/A/systems/mes', acknowledged: [...gateway.acknowledged.keys()] }], told)
    expect([...gateway.excuses].filter((status) => status !== 503)).toEqual([])
    expect(first!.child.exitCode).toBeNull()
  },
  minutes(3) + ORDERS * seconds(1),
)
