import { expect, it } from 'vitest'
import { migrate } from '#engine'
import { password } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { hubPerson } from '../support/hub-person.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { pcs } from '../support/plant.ts'
import { framesGround, startSimulatedOdoo } from '../support/simulated-odoo-process.ts'
import type { Booking } from './simulated-books.ts'
import { eventually } from '../support/eventually.ts'

/** Orders, each with two hundred issues of a piece, which is just what it needs; and how often the hub is killed. */
const [ORDERS, KILLS] = [50, 20]
const ISSUES = ORDERS * 200

interface Replay {
  readonly replayId: string
  readonly state: string
  readonly tried: number
}

/** Many minutes, for `npm run test:full`; a double click alone is tried in `replays.pg.test.ts`. */
it.runIf(process.env['MILLWRIGHT_FULL'])(
  'R15 T24: ten thousand stopped messages are judged again, twice because of a double click, by a hub that is killed twenty times meanwhile: each is booked once',
  async () => {
    await using stack = new AsyncDisposableStack()
    const [database, odoo] = await Promise.all([testDatabase(), startSimulatedOdoo('')])
    stack.use(database)
    stack.use(odoo)
    await migrate(database.pool)
    const estate = estateOf(odooOf('A', { ...odoo.access, login: 'millwright', timeout: 4000 }))
    const start = (port?: number) => startHubProcess({ databaseUrl: database.url, estate, ...(port ? { port } : {}) })
    let hub: HubProcess = await start()
    const port = Number(new URL(hub.url).port)
    stack.defer(() => hub.stop())
    const ask = async <Row>(sql: string): Promise<Row> => (await database.pool.query(sql)).rows[0] as Row
    const open = () => ask<{ open: number }>('select count(*)::int as open from exception where closed_at is null')

    // Nobody has heard of the orders yet.
    const gateway = await aGateway({ pool: database.pool, plant: 'A', hubs: [() => hub.url] })
    const issues = Array.from({ length: ISSUES }, (_, nth) => {
      const order = `odoo.${1 + Math.floor(nth / 200)}`
      return { id: `issue-${nth}`, type: 'material.issued', data: { order, item: 'steel', quantity: pcs(1) } }
    })
    while (issues.length > 0) await gateway.send(...issues.splice(0, 500))
    await eventually(async () => expect(await open()).toEqual({ open: ISSUES }), 240_000)
    await odoo.ask('/ground', framesGround(ORDERS, 1000 * ORDERS, 'LC'))

    const [anna, bert] = await Promise.all(
      ['anna', 'bert'].map((login) =>
        hubPerson(database.pool, () => hub.url, login, { role: 'supervisor', plant: 'A' }),
      ),
    )
    const wish = { plant: 'A', filter: { code: 'UNKNOWN_ORDER' }, reason: 'they are there now', perMinute: 6000 }
    const asked = await Promise.all([1, 2].map(() => anna!.post<Replay>('/replays', wish)))
    expect(asked.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'asked'],
      [200, 'asked'],
    ])
    const ids = asked.map(({ body }) => body.replayId)
    const yes = { answer: 'approve', reason: 'looked at it', password }
    const clicks = await Promise.all(
      ids.flatMap((id) => [id, id]).map((id) => bert!.post<Replay>(`/replays/${id}`, yes)),
    )
    expect(clicks.filter(({ status }) => status === 200)).toHaveLength(2)

    const tried = () =>
      ask<{ tried: number }>('select count(*)::int as tried from replay_item where tried_at is not null')
    for (let kill = 1; kill <= KILLS; kill++) {
      const far = Math.floor((2 * ISSUES * kill) / (KILLS + 1)) - ISSUES / (KILLS + 1)
      await eventually(async () => expect((await tried()).tried).toBeGreaterThanOrEqual(far), 240_000)
      hub.child.kill('SIGKILL')
      await hub.ended
      hub = await start(port)
    }
    const states = async () =>
      Promise.all(ids.map(async (id) => (await anna!.get<Replay>(`/replays/${id}`)).body.state))
    await eventually(async () => expect(await states()).toEqual(['done', 'done']), 600_000)
    await eventually(async () => expect(await open()).toEqual({ open: 0 }), 120_000)
    await eventually(async () => expect(await odoo.booked()).toBe(ISSUES), 120_000)

    const bookings = await odoo.ask<readonly Booking[]>('/truth/effects')
    expect(new Set(bookings.map(({ message }) => message)).size).toBe(ISSUES)
    expect((await odoo.ask<{ muddle: readonly string[] }>('/truth')).muddle).toEqual([])
    // Who had each judged again, and why, is told once for each.
    expect(
      await ask(`select count(*)::int as told, count(distinct subject)::int as subjects, min(actor) as by
      from audit where reason = 'Replay: they are there now'`),
    ).toEqual({ told: ISSUES, subjects: ISSUES, by: 'anna' })
  },
  1_800_000,
)
