import { setTimeout as pause } from 'node:timers/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { Random } from '../simulation/random.ts'
import { millwright } from '../support/command.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway, type Gateway, type ReportedEvent } from '../support/gateway.ts'
import { withoutDisks } from './disk.ts'
import { judge } from './judge.ts'
import { aMachine, type Machine } from './machine.ts'
import { type SimulatedBooks, simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

/** `npm test`, `npm run test:full`; R2 names fifty. The test of the test is one more. */
const CUTS = Number(process.env['MILLWRIGHT_CUTS'] ?? (process.env['MILLWRIGHT_FULL'] ? 50 : 1))
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)
const ORDERS = 4 + 3 * CUTS
/** Orders of which is told when the storm is over. */
const LATE = 4
const SENDERS = ['mes', 'cells', 'press', 'scales']

const chance = new Random(SEED)
const lives = Array.from({ length: ORDERS + LATE }, (_, nth) =>
  plannedLifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }),
)
const events = lives.slice(0, ORDERS).flat()
const moments = Array.from({ length: CUTS }, (_, nth) =>
  Math.floor(((nth + 0.2 + 0.8 * chance.next()) / CUTS) * events.length * 0.9),
)

if (withoutDisks) console.error(`Power cuts are not tried here: ${withoutDisks}.`)

describe.skipIf(withoutDisks)(
  `power cuts, ${CUTS} of them while ${events.length} events come in (seed ${SEED})`,
  () => {
    const stack = new AsyncDisposableStack()
    let machine: Machine
    let books: SimulatedBooks
    let gateways: readonly Gateway[]

    beforeAll(async () => {
      books = stack.use(await simulatedBooks(ORDERS + LATE, 'callTakes=4'))
      const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) }))
      // What nobody waits for stays off the disk for long.
      machine = stack.use(await aMachine(estate, { wal_writer_delay: '10s' }))
      const pool = openPool({ url: machine.databaseUrl(), connections: 1, name: 'storm' })
      gateways = await Promise.all(
        SENDERS.map((system) => aGateway({ pool, plant: 'A', hubs: [machine.hubUrl], system, patience: seconds(3) })),
      )
      await pool.end()
    }, minutes(2))
    afterAll(() => stack[Symbol.asyncDispose]())

    const acknowledged = () => gateways.reduce((sum, gateway) => sum + gateway.acknowledged.size, 0)

    async function report(gateway: Gateway, wire: readonly ReportedEvent[]): Promise<void> {
      for (let at = 0; at < wire.length; at += 5) await gateway.send(...wire.slice(at, at + 5))
    }

    it(
      'find every sender at work',
      async () => {
        const told = gateways.map((gateway, nth) =>
          report(
            gateway,
            wireOf(
              lives.slice(0, ORDERS).filter((_, at) => at % SENDERS.length === nth),
              chance.fork(),
            ),
          ),
        )
        for (const moment of moments) {
          while (acknowledged() < moment) await pause(1)
          await pause(chance.next() * 40)
          await machine.pullThePlug()
        }
        await Promise.all(told)
      },
      minutes(1) + CUTS * seconds(20),
    )

    it('leave the audit trail as it was signed', async () => {
      const command = millwright({
        DATABASE_URL: machine.databaseUrl(),
        MILLWRIGHT_CHECKPOINTS: path.join(machine.data(), 'checkpoints'),
      })
      const verified = await command(['audit', 'verify'])
      expect(verified, verified.out + verified.said).toMatchObject({ code: 0 })
    })

    it(
      'would be noticed: of what a database says it has before its disk has it, senders find some forgotten',
      async () => {
        // Where the hub does not look any more; it refuses such a database when it starts.
        await onDatabase(machine.databaseUrl(), [
          'alter role millwright set synchronous_commit = off',
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'millwright%'",
        ])
        const late = lives.slice(ORDERS).flat()
        const [gateway] = gateways as [Gateway]
        await report(gateway, late)
        await machine.pullThePlug((url) => onDatabase(url, ['alter role millwright reset synchronous_commit']))
        await report(gateway, late)
        const forgotten = late.filter(({ id }) => gateway.acknowledged.get(id) === 'accepted')
        expect(forgotten.length).toBeGreaterThan(0)
      },
      minutes(1),
    )

    it(
      'lose nothing that was acknowledged, and what Odoo knows and the hub forgot is not booked twice (R2)',
      async () => {
        const all = lives.flat()
        await eventually(async () => expect(await books.booked()).toBe(all.length), minutes(2) + CUTS * seconds(10))
        const told = new Map(
          all.map((event) => [
            event.id,
            { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
          ]),
        )
        const logs = gateways.map((gateway, nth) => ({
          source: `/plants/A/systems/${SENDERS[nth]}`,
          acknowledged: [...gateway.acknowledged.keys()],
        }))
        await judge(books, logs, told)
      },
      minutes(3) + CUTS * seconds(10),
    )
  },
)

/** As its owner, over a session that waits for the disk. */
async function onDatabase(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('set synchronous_commit = on')
  for (const statement of statements) await client.query(statement)
  await client.end()
}
