import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { Random } from '../simulation/random.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway, type Gateway } from '../support/gateway.ts'
import { beyondUs, type Blow, blows, type Ground } from './blows.ts'
import { judge } from './judge.ts'
import { type Link, linkTo } from './link.ts'
import { aSite } from './plant-site.ts'
import { simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

/** `npm test`, `npm run test:full`, and R1 as it is written: `MILLWRIGHT_STORM=200000,300`. */
const [EVENTS = 0, BLOWS = 0] = (
  process.env['MILLWRIGHT_STORM'] ?? (process.env['MILLWRIGHT_FULL'] ? '20000,80' : '1000,14')
)
  .split(',')
  .map(Number)
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)
const ORDERS = Math.ceil(EVENTS / 23)
/** A plant reports as it works: so many events at most are ahead of the books. */
const AHEAD = 1000
const SENDERS = ['mes', 'cells']

const chance = new Random(SEED)
const goods = { steel: 'steel', paint: 'paint' }
const lives = Array.from({ length: ORDERS }, (_, nth) => plannedLifeOf(`odoo.${nth + 1}`, goods))
const events = lives.flat()

/**
 * Each kind once, then as chance will; half of what chance draws are kills. The two that take longest to be over come in
 * the first half and not together, so that one hub works while the other does not.
 */
const kinds = (Object.keys(blows) as Blow[]).filter((kind) => !beyondUs.has(kind))
for (const [kind, reason] of beyondUs) console.error(`Not struck here: ${kind} (${reason}).`)
const kills = kinds.filter((kind) => kind.endsWith('killed'))
const long = chance.shuffled<Blow>([
  'a hub freezes until others have its lanes, and goes on',
  'the lines of a hub to the database fall silent',
])
const drawn = chance.shuffled([
  ...kinds.filter((kind) => !long.includes(kind)),
  ...Array.from({ length: BLOWS - kinds.length }, (_, nth) => chance.pick(nth % 2 ? kills : kinds)),
])
drawn.splice(1, 0, long[0]!)
drawn.splice(Math.ceil(BLOWS / 2), 0, long[1]!)
const struck = drawn.map((kind, nth) => ({
  kind,
  after: Math.floor(((nth + chance.next()) / BLOWS) * events.length * 0.9),
}))

describe(`a storm of ${BLOWS} blows on ${events.length} events (seed ${SEED})`, () => {
  const stack = new AsyncDisposableStack()
  const aftermath: Promise<void>[] = []
  let ground: Ground
  let pool: pg.Pool
  let gateways: readonly Gateway[]

  beforeAll(async () => {
    const books = stack.use(await simulatedBooks(ORDERS, 'callTakes=4'))
    const { hostname: host, port } = new URL(books.access.url)
    const toOdoo = stack.use(await linkTo({ host, port: Number(port) }))
    const odoo = odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) })
    const settings = { ...odoo.settings, url: `http://${toOdoo.host}:${toOdoo.port}`, timeout: seconds(4) }
    const toDatabase: Link[] = []
    const site = stack.use(
      await aSite(estateOf({ ...odoo, settings }), async (database) => {
        const line = stack.use(await linkTo(database))
        toDatabase.push(line)
        return line
      }),
    )
    const later = (promise: Promise<void>) => void aftermath.push(promise)
    ground = { site, books, toOdoo, toDatabase, chance, later }
    pool = openPool({ url: site.databaseUrl, connections: 3, name: 'storm' })
    stack.defer(() => pool.end())
    const hubs = site.hubs.map(({ url }) => url)
    gateways = await Promise.all(
      SENDERS.map((system) => aGateway({ pool, plant: 'A', hubs, system, patience: seconds(3) })),
    )
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  const acknowledged = () => gateways.reduce((sum, gateway) => sum + gateway.acknowledged.size, 0)

  /** One sender tells its half of the orders, in the order it has for them, and waits when it is far ahead. */
  async function report(gateway: Gateway, nth: number): Promise<void> {
    const wire = wireOf(
      lives.filter((_, at) => at % SENDERS.length === nth),
      chance.fork(),
    )
    while (wire.length > 0) {
      if (acknowledged() - (await ground.books.booked()) > AHEAD) await pause(20)
      else await gateway.send(...wire.splice(0, 10))
    }
  }

  async function strike(): Promise<void> {
    for (const { kind, after } of struck) {
      await untilOrStandstill(after, async () => (acknowledged() + (await ground.books.booked())) / 2)
      console.error(`${Math.round(performance.now() / 1000)} s: ${kind}, ${await ground.books.booked()} booked`)
      await blows[kind](ground)
    }
  }

  /** A storm waits for its moment, but not where blows before have stopped everything: the next one comes upon that. */
  async function untilOrStandstill(moment: number, now: () => Promise<number>): Promise<void> {
    let reached = -1
    for (let until = 0; ; await pause(10)) {
      const at = await now()
      if (at > reached) until = performance.now() + seconds(1)
      if (at >= moment || performance.now() > until) return
      reached = at
    }
  }

  const rows = async (sql: string) => (await pool.query(sql)).rows

  it(
    'leaves nothing lost, nothing twice, nothing out of order, and nothing for people to repair',
    async () => {
      await Promise.all([...gateways.map(report), strike()])
      await Promise.all(aftermath)
      expect(acknowledged()).toBe(events.length)
      await eventually(async () => expect(await ground.books.booked()).toBe(events.length), minutes(3))

      const told = new Map(
        events.map((event) => [
          event.id,
          { record: Number(event.data.order.split('.')[1]), isTransition: isTransition(event) },
        ]),
      )
      const logs = gateways.map((gateway, nth) => ({
        source: `/plants/A/systems/${SENDERS[nth]}`,
        acknowledged: [...gateway.acknowledged.keys()],
      }))
      await judge(ground.books, logs, told)

      // What the hub says of itself: all is over, nobody is said to work on anything, nobody has to repair anything.
      await eventually(async () =>
        expect(
          await rows(
            `select type, progress as state from open_message join message using (message_id)
               where type <> 'hub.reminder.due.v1'
               union all select operation, state from intent where state <> 'confirmed'
               union all select stream, owner from lane where owner is not null
               union all select system, owner from conflict where owner is not null`,
          ),
        ).toEqual([]),
      )
      expect(await rows('select code, sentence from exception')).toEqual([])
      for (const { url } of ground.site.hubs)
        await eventually(async () =>
          expect((await fetch(`${url()}/readyz`, { signal: AbortSignal.timeout(1000) })).status).toBe(200),
        )
      for (const { excuses } of gateways) expect([...excuses].filter((status) => status !== 503)).toEqual([])
      await Promise.all(ground.site.hubs.map((hub) => hub[Symbol.asyncDispose]()))
      expect(ground.site.unasked).toEqual([])
    },
    minutes(4) + BLOWS * seconds(15),
  )
})
