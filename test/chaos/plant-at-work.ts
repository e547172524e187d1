import { expect } from 'vitest'
import type { ApprovalList } from '#api'
import { openPool } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { Random } from '../simulation/random.ts'
import { password } from '../support/api.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway, type ReportedEvent } from '../support/gateway.ts'
import type { Folders } from '../../src/local/folders.ts'
import { hubPerson } from '../support/hub-person.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { eventually } from '../support/eventually.ts'
import { judge } from './judge.ts'
import { linkTo } from './link.ts'
import { simulatedBooks } from './simulated-books.ts'
import { isTransition, plannedLifeOf, wireOf } from './storm-events.ts'

export interface PlantWish {
  readonly orders: number
  readonly seed: number
  readonly folders: Folders
  /** Where the Millwright lies that the plant has at first. */
  readonly clone: string
  /** What it has deployed in Odoo, where that is not today's. */
  readonly procedures?: readonly { readonly name: string; readonly hash: string }[]
}

/** The second issue of each order is said by a terminal, which does not own what was used: a proposal. */
const isProposed = ({ id }: ReportedEvent): boolean => id.endsWith('-1')

/** A plant with two hubs, of whatever version, whose orders are reported from the first event to the last. */
export async function aPlantAtWork(stack: AsyncDisposableStack, wish: PlantWish) {
  const lives = Array.from({ length: wish.orders }, (_, nth) =>
    plannedLifeOf(`odoo.${nth + 1}`, { steel: 'steel', paint: 'paint' }),
  )
  const events = lives.flat()
  const owned = wireOf(
    lives.map((life) => life.filter((event) => !isProposed(event))),
    new Random(wish.seed),
  )
  const within = minutes(1) + wish.orders * seconds(0.5)

  const books = stack.use(await simulatedBooks(wish.orders, 'callTakes=4'))
  if (wish.procedures) await books.deployOlder(wish.procedures)
  const { hostname: host, port } = new URL(books.access.url)
  const toOdoo = stack.use(await linkTo({ host, port: Number(port) }))
  const odoo = odooOf('A', { ...books.access, login: 'millwright', timeout: seconds(4) })
  const settings = { ...odoo.settings, url: `http://${toOdoo.host}:${toOdoo.port}`, timeout: seconds(4) }
  const ownership = [{ plant: 'A', group: 'production-order.actuals', owner: 'mes' }]
  const estate = { ...estateOf({ ...odoo, settings }), ownership }

  const postgres = await startPostgres({ folders: wish.folders, name: 'hub', durable: true })
  stack.defer(() => postgres.stop())
  const databaseUrl = postgres.url('postgres')
  const pool = openPool({ url: databaseUrl, connections: 4, name: 'storm' })
  stack.defer(() => pool.end())
  const count = async (sql: string) => (await pool.query(sql)).rowCount ?? 0

  // Where they stand stays, whichever version stands there.
  const aPlace = async () => {
    let hub: HubProcess = await startHubProcess({ databaseUrl, estate, clone: wish.clone })
    stack.defer(() => hub.stop())
    const how = { databaseUrl, estate, port: Number(new URL(hub.url).port) }
    return {
      how,
      hub: () => hub,
      /** The version of this clone where no other is named. */
      start: async (clone?: string): Promise<void> => {
        hub = await startHubProcess({ ...how, ...(clone ? { clone } : {}) })
      },
    }
  }
  const first = await aPlace()
  const second = await aPlace()
  const hubs = [first, second].map(
    ({ hub }) =>
      () =>
        hub().url,
  )
  const mes = await aGateway({ pool, plant: 'A', hubs, patience: seconds(3) })
  const terminal = await aGateway({ pool, plant: 'A', hubs, system: 'terminal', patience: seconds(3) })
  const paula = await hubPerson(pool, () => first.hub().url, 'paula', { role: 'planner', plant: 'A' })

  const report = async (upTo: number): Promise<void> => {
    while (owned.length > 0 && mes.acknowledged.size < upTo * events.length) await mes.send(...owned.splice(0, 10))
  }

  return {
    ...{ books, toOdoo, pool, count, first, second, report, within },

    /** Some is booked, proposals wait for a person, and much is under way to an Odoo that is not there. */
    async untilMuchIsUnderWay(): Promise<void> {
      await terminal.send(...events.filter(isProposed))
      await report(0.3)
      await eventually(
        async () => expect(await count('select from approval where answer is null')).toBe(wish.orders),
        within,
      )
      await eventually(async () => expect(await books.booked()).toBeGreaterThan(wish.orders), within)
      toOdoo.cut()
      await report(0.6)
      const underWay = "select from intent where state not in ('confirmed', 'refused')"
      await eventually(async () => expect(await count(underWay)).toBeGreaterThan(wish.orders), within)
    },

    /** Odoo is there again, and work goes on. */
    async untilWorkGoesOn(): Promise<void> {
      toOdoo.restore()
      const booked = await books.booked()
      await report(0.8)
      await eventually(async () => expect(await books.booked()).toBeGreaterThan(booked + wish.orders), within)
    },

    /** A person says yes to each proposal, whichever version asked. */
    async answerProposals(): Promise<void> {
      let answered = 0
      for (let asked: ApprovalList['items']; answered < wish.orders; answered += asked.length) {
        const { status, body } = await paula.get<ApprovalList>('/approvals')
        asked = body.items
        expect([status, asked.length > 0]).toEqual([200, true])
        for (const { approvalId, shownHash } of asked) {
          const yes = { answer: 'yes', reason: 'counted together', shownHash, password }
          expect((await paula.post(`/approvals/${approvalId}`, yes)).status).toBe(200)
        }
      }
    },

    /** All that was reported is booked, once, in its order; nobody has to repair anything. */
    async untilAllIsRight(): Promise<void> {
      await report(1)
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
  }
}
