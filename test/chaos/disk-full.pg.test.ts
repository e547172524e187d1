import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { backUp, backupIn } from '../../src/local/postgres/backup.ts'
import { keepPostgres, type KeptPostgres } from '../../src/local/postgres/keep.ts'
import type { PostgresWish } from '../../src/local/postgres/start.ts'
import { Random } from '../simulation/random.ts'
import { millwright } from '../support/command.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { groundForTests } from '../support/ground.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { binariesOf } from '../support/postgres-versions.ts'
import { aDisk, type Disk, withoutDisks } from './disk.ts'
import { judge } from './judge.ts'
import { simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const ORDERS = 6
const chance = new Random(Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122))
const lives = Array.from({ length: ORDERS }, (_, nth) =>
  plannedLifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }),
)
const events = lives.flat()

if (withoutDisks) console.error(`A full disk is not tried here: ${withoutDisks}.`)

describe.skipIf(withoutDisks)('on a full disk', () => {
  const stack = new AsyncDisposableStack()
  /** What was said to whoever runs this machine. */
  const said: string[] = []
  let disk: Disk
  let folders: PostgresWish['folders']
  let postgres: KeptPostgres

  beforeAll(async () => {
    const ground = stack.use(groundForTests())
    const { cache, service } = ground
    const binaries = await binariesOf(inject('postgresVersion'), ground)
    disk = stack.use(await aDisk('ext4', 160))
    folders = { cache, service, data: path.join(disk.path, 'data') }
    mkdirSync(folders.data, { mode: 0o711 })
    postgres = stack.use(
      await keepPostgres({
        folders,
        name: 'hub',
        durable: true,
        settings: { min_wal_size: '32MB', max_wal_size: '32MB' },
        binaries,
        say: (sentence) => void said.push(sentence),
      }),
    )
  }, minutes(2))
  afterAll(() => stack[Symbol.asyncDispose]())

  it(
    'a hub puts senders off at once, and goes on by itself when there is room again (R11)',
    async () => {
      await using running = new AsyncDisposableStack()
      const books = running.use(await simulatedBooks(ORDERS, 'callTakes=4'))
      const estate = estateOf(odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) }))
      const databaseUrl = postgres.url('postgres')
      const hub = await startHubProcess({ databaseUrl, estate, env: { MILLWRIGHT_DATA: folders.data } })
      running.defer(() => hub.stop())
      const pool = openPool({ url: databaseUrl, connections: 1, name: 'storm' })
      const gateway = await aGateway({ pool, plant: 'A', hubs: [() => hub.url] })
      await pool.end()

      const wire = wireOf(lives, chance)
      const report = async (share: number): Promise<void> => {
        for (const end = wire.length * (1 - share); wire.length > end;) await gateway.send(...wire.splice(0, 3))
      }
      await report(0.2)
      const filler = path.join(disk.path, 'filler')
      fill(filler)
      const told = report(1)
      await eventually(async () => {
        await useLogUp(databaseUrl)
        expect(said).toEqual([expect.stringContaining('the hub database ended')])
        expect(gateway.putOff.length).toBeGreaterThan(10)
      })
      const answers = new Set(gateway.putOff.map(({ status, retryAfter }) => `${status}, after ${retryAfter} s`))
      expect(answers).toEqual(new Set(['503, after 2 s']))
      const took = gateway.putOff.map((each) => each.took).sort((one, other) => one - other)
      expect(took[took.length >> 1]).toBeLessThan(seconds(1))

      const before = gateway.acknowledged.size
      rmSync(filler)
      await eventually(() => expect(gateway.acknowledged.size).toBeGreaterThan(before))
      await told
      await eventually(async () => expect(await books.booked()).toBe(events.length))
      await judge(
        books,
        [{ source: '/plants/A/systems/mes', acknowledged: [...gateway.acknowledged.keys()] }],
        new Map(
          events.map((event) => [
            event.id,
            { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
          ]),
        ),
      )
      const verify = millwright({
        DATABASE_URL: databaseUrl,
        MILLWRIGHT_CHECKPOINTS: path.join(folders.data, 'checkpoints'),
      })
      const verified = await verify(['audit', 'verify'])
      expect(verified, verified.out + verified.said).toMatchObject({ code: 0 })
    },
    minutes(4),
  )

  it(
    'a backup says what is wrong and leaves nothing that looks like one; the one before stays',
    async () => {
      await using backups = await aDisk('ext4', 120)
      const monday = path.join(backups.path, 'monday')
      const tuesday = path.join(backups.path, 'tuesday')
      const note = await backUp(folders, 'hub', monday)
      fill(path.join(backups.path, 'filler'))
      await expect(backUp(folders, 'hub', tuesday)).rejects.toThrow(
        new RegExp(`could not be written to ${tuesday}: the disk is full. .* name a folder on another`),
      )
      expect(readdirSync(backups.path).sort()).toEqual(['filler', 'lost+found', 'monday'])
      expect(await backupIn(monday)).toEqual(note)
    },
    minutes(2),
  )
})

/** Takes all the room there is. */
function fill(file: string): void {
  for (let part = 0, ask = 1 << 30; ask >= 4096;) {
    const { bavail, bsize } = statfsSync(path.dirname(file))
    ask = Math.min(ask, bavail * bsize)
    try {
      execFileSync('fallocate', ['-o', `${part}`, '-l', `${ask}`, file], { stdio: 'ignore' })
      part += ask
    } catch {
      ask /= 2
    }
  }
}

/** Has PostgreSQL begin another file of its log, which it makes beforehand where it can. */
async function useLogUp(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  client.on('error', () => {})
  await client.connect().then(
    () => client.query('select pg_switch_wal(), txid_current()').catch(() => {}),
    () => {},
  )
  await client.end().catch(() => {})
}
