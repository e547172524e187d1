import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { expect, it } from 'vitest'
import type { DifferenceView } from '#api'
import { databaseOf, openPool } from '#engine'
import { people } from '#governance/people'
import { minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { ensureDatabase } from '../../src/local/postgres/connect.ts'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { runProgram } from '../../src/cli/program.ts'
import { password } from '../support/api.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { groundForTests } from '../support/ground.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { judge } from './judge.ts'
import { simulatedBooks } from './simulated-books.ts'
import { isTransition, lifeOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const ORDERS = 6
const lives = Array.from({ length: ORDERS }, (_, nth) => lifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }))

it(
  'a hub restored to an earlier state books nothing twice of what the senders send again (R17)',
  async () => {
    await using stack = new AsyncDisposableStack()
    const folders = stack.use(groundForTests())
    const books = stack.use(await simulatedBooks(ORDERS, 'callTakes=4'))
    const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: 4000 }))
    const backup = path.join(folders.data, 'backup')
    /** The command line of whoever runs this machine. */
    const said: string[] = []
    const millwright = async (...args: readonly string[]): Promise<number> => {
      let code = 0
      await runProgram(
        {
          env: {},
          folders: () => folders,
          print: (text) => void said.push(text),
          say: (text) => void said.push(text),
          isWatched: false,
          ask: async () => undefined,
          input: async () => '',
          endWith: (given) => (code = given),
        },
        args,
      )
      return code
    }

    /** Whatever came is judged and booked, and nothing is before a person. */
    async function settled(pool: pg.Pool): Promise<void> {
      const open = `select operation as what from intent where state <> 'confirmed'
        union all select progress from open_message join message using (message_id) where type <> 'hub.reminder.due.v1'
        union all select code from exception`
      await eventually(async () => expect((await pool.query(open)).rows).toEqual([]))
    }

    /** A day of the plant: PostgreSQL and a hub start, something is done, both end. */
    async function day(
      work: (gateway: Awaited<ReturnType<typeof aGateway>>, pool: pg.Pool, url: string) => Promise<void>,
    ): Promise<void> {
      await using running = new AsyncDisposableStack()
      const postgres = running.use(await startPostgres({ folders, name: 'hub', durable: true }))
      await ensureDatabase(postgres, 'millwright')
      const hub = await startHubProcess({ databaseUrl: postgres.url('millwright'), estate })
      running.defer(() => hub.stop())
      const pool = openPool({ url: postgres.url('millwright'), connections: 2, name: 'storm' })
      running.defer(() => pool.end())
      await work(await aGateway({ pool, plant: 'A', hubs: [() => hub.url], written }), pool, hub.url)
      await settled(pool)
    }
    /** What the command says is in one of the two books alone. */
    async function reconciled(pool: pg.Pool, url: string): Promise<readonly DifferenceView[]> {
      if (!existsSync(passwordFile)) {
        const doors = people(databaseOf(pool), 'centre', uuids(systemClock), () => systemClock.now())
        await doors.claim(await doors.invite('test', [{ role: 'auditor', plant: 'A' }]), 'eva', 'Eva', password)
        writeFileSync(passwordFile, password)
      }
      said.length = 0
      const who = ['--as', 'eva', '--password-file', passwordFile]
      const code = await millwright('reconcile', '--since', begun, '--url', url, '--json', ...who)
      const told = said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as DifferenceView)
      expect(code).toBe(told.length === 0 ? 0 : 1)
      return told
    }
    const begun = new Date(Date.now() - minutes(1)).toISOString()
    const passwordFile = path.join(folders.data, 'password')
    const written = new Map<string, object>()
    const events = lives.flat()
    const early = lives.slice(0, 3).flat()

    await day(async (gateway) => {
      await gateway.send(...early.slice(0, 30))
      // While it works: what comes meanwhile is in it or not, and is told again below either way.
      const [code] = await Promise.all([millwright('backup', backup), gateway.send(...early.slice(30))])
      expect({ code, said }).toEqual({ code: 0, said: [expect.stringContaining(backup)] })
      expect(await millwright('backup', backup)).toBe(1)
      await gateway.send(...events.slice(early.length))
      expect(await millwright('restore', backup)).toBe(4)
    })
    expect(await books.booked()).toBe(events.length)

    expect(await millwright('restore', backup)).toBe(0)
    const hubs = path.join(folders.data, 'postgres-hub')
    expect(readdirSync(hubs).filter((name) => name.startsWith('cluster.before-'))).toHaveLength(1)
    expect(existsSync(path.join(hubs, 'cluster.restored'))).toBe(false)

    await day(async (gateway, pool, url) => {
      // What had come by then is judged first.
      await settled(pool)
      const { rows } = await pool.query<{ effect_key: string }>('select effect_key from intent')
      const kept = new Set(rows.map(({ effect_key }) => effect_key))
      const forgotten = (await books.bookings()).filter(({ key }) => !kept.has(key))
      expect(forgotten.length).toBeGreaterThanOrEqual(events.length / 2)
      const lines = await reconciled(pool, url)
      expect(
        lines.map(({ kind, effectKey, event }) => `${kind} ${effectKey} ${event.source} ${event.id}`).toSorted(),
      ).toEqual(forgotten.map(({ key, message }) => `forgotten ${key} ${message}`).toSorted())
      expect(new Set(lines.map(({ whatNow }) => whatNow.split(' from ')[0]))).toEqual(
        new Set(['Have mes send again what it reported']),
      )

      // Some is told again before the hub has heard from Odoo that these orders are closed, and some after that.
      await gateway.send(...events.slice(0, 10))
      const open = "select from case_file where kind = 'production-order' and state <> 'closed'"
      await eventually(async () => expect((await pool.query(open)).rowCount).toBe(0))
      await gateway.send(...events.slice(10))
      // Some it still knew, some it had forgotten.
      expect(new Set(gateway.acknowledged.values())).toEqual(new Set(['duplicate', 'accepted']))
      const told = new Map(
        events.map((event) => [
          event.id,
          { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
        ]),
      )
      // Sent to nobody, since the books were asked before a person was.
      const taken = `select from intent where state = 'confirmed' and sent_at is null and receipt ->> 'known' = 'true'`
      await eventually(async () => expect((await pool.query(taken)).rowCount).toBeGreaterThan(0))
      await eventually(async () => expect(await reconciled(pool, url)).toEqual([]))
      await judge(books, [{ source: '/plants/A/systems/mes', acknowledged: [...gateway.acknowledged.keys()] }], told)
    })
    expect(await books.booked()).toBe(events.length)
  },
  minutes(4),
)
