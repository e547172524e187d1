import { expect, inject, it } from 'vitest'
import { openPool } from '#engine'
import { days, hours, minutes, seconds } from '#kernel/time'
import { postgresBinaries } from '../../src/local/postgres/binaries.ts'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { Random } from '../simulation/random.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { groundForTests } from '../support/ground.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { binariesOf } from '../support/postgres-versions.ts'
import { aSetClock, withoutSetClock } from '../support/set-clock.ts'
import { judge } from './judge.ts'
import { simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const ORDERS = process.env['MILLWRIGHT_FULL'] ? 400 : 12
const JUMPS = process.env['MILLWRIGHT_FULL'] ? [hours(1), 0, -hours(1), days(1), -days(1)] : [hours(1), -days(1)]
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)
const lives = Array.from({ length: ORDERS }, (_, nth) =>
  plannedLifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }),
)
const events = lives.flat()

it.skipIf(withoutSetClock)(
  `clocks of hubs and of the database are put forward and back while they work (seed ${SEED})${withoutSetClock ? `: not run, ${withoutSetClock}` : ''}`,
  async () => {
    await using stack = new AsyncDisposableStack()
    const folders = stack.use(groundForTests())
    const books = stack.use(await simulatedBooks(ORDERS, 'callTakes=4'))
    const clockOf = {
      database: await aSetClock(folders, 'database'),
      one: await aSetClock(folders, 'one'),
      two: await aSetClock(folders, 'two'),
    }
    const usual = (await binariesOf(inject('postgresVersion'), folders)) ?? postgresBinaries(folders)
    const binaries = { ...usual, env: { ...usual.env, ...clockOf.database.env } }
    const postgres = stack.use(await startPostgres({ folders, name: 'hub', durable: true, binaries }))
    const databaseUrl = postgres.url('postgres')
    const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) }))
    const hubs = await Promise.all(
      [clockOf.one, clockOf.two].map(({ env }) => startHubProcess({ databaseUrl, estate, env })),
    )
    for (const hub of hubs) stack.defer(() => hub.stop())
    const pool = openPool({ url: databaseUrl, connections: 2, name: 'storm' })
    stack.defer(() => pool.end())
    const gateway = await aGateway({
      pool,
      plant: 'A',
      hubs: hubs.map(
        ({ url }) =>
          () =>
            url,
      ),
      patience: seconds(3),
    })

    /** Each clock forward and back, by an hour and by a day; then the hubs ten minutes apart. */
    const jumps = [
      ...(['one', 'database'] as const).flatMap((whose) => [...JUMPS, 0].map((ahead) => ({ whose, ahead }))),
      { whose: 'one', ahead: minutes(5) },
      { whose: 'two', ahead: -minutes(5) },
    ] as const
    const agrees =
      "select seen > clock_timestamp() - interval '5 seconds' and seen <= clock_timestamp() as agrees from database_clock"
    const wire = wireOf(lives, new Random(SEED))
    for (const [nth, { whose, ahead }] of jumps.entries()) {
      while (gateway.acknowledged.size < ((nth + 1) / (jumps.length + 1)) * events.length)
        await gateway.send(...wire.splice(0, 5))
      await clockOf[whose].put(ahead)
      // Hubs look at the database's clock every other second; what it is in between nobody sees.
      await eventually(async () => expect((await pool.query(agrees)).rows).toEqual([{ agrees: true }]))
      console.error(`${whose} is ${ahead / 1000} s ahead: ${await books.booked()} booked`)
    }
    while (wire.length > 0) await gateway.send(...wire.splice(0, 5))
    expect(gateway.acknowledged.size).toBe(events.length)
    const begun = performance.now()
    await eventually(async () => expect(await books.booked()).toBe(events.length))
    console.error(`all is booked ${Math.round(performance.now() - begun)} ms after it was told`)

    const told = new Map(
      events.map((event) => [
        event.id,
        { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
      ]),
    )
    await judge(books, [{ source: '/plants/A/systems/mes', acknowledged: [...gateway.acknowledged.keys()] }], told)
    // Who reports to hubs whose clocks are wrong seems to be wrong by as much.
    await eventually(async () =>
      expect(
        (
          await pool.query(
            `select type, progress as state from open_message join message using (message_id)
               where type <> 'hub.reminder.due.v1'
               union all select operation, state from intent where state <> 'confirmed'
               union all select stream, owner from lane where owner is not null
               union all select system, owner from conflict where owner is not null
               union all select code, sentence from exception where closed_at is null and code <> 'CLOCK_SKEW'`,
          )
        ).rows,
      ).toEqual([]),
    )
  },
  minutes(3) + ORDERS * seconds(1),
)
