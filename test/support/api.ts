import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pino from 'pino'
import { arrivingLane, databaseOf, type Engine, rulings, standingLanes } from '#engine'
import { legalHolds } from '#retention'
import { alertBook } from '#alerts'
import { assetBook } from '#assets'
import { signalBook } from '#signals'
import { readinessBook } from '#readiness'
import { reconciliationBook } from '#reconciliation'
import { replayBook } from '#replay'
import { upkeepBook } from '#upkeep'
import { buildApi } from '#api/server'
import { writeAudit } from '#governance/audit'
import { createKey, keys } from '#governance/keys'
import { people } from '#governance/people'
import { Alerting } from '#governance/rules/alerting'
import { PlantPolicy } from '#governance/rules/document'
import { rulesOf } from '#governance/rules/of-estate'
import { startRules } from '#governance/rules/live'
import { rulesBook } from '#governance/rules/versions'
import type { Grant } from '#governance/rights'
import { systemClock, uuids } from '#kernel/world'
import type { ApiParts } from '../../src/api/parts.ts'
import { flows } from '../../src/flows/index.ts'
import { quantity } from '#model/quantity'
import type { TestDatabase } from './database.ts'
import { anAccount } from './builders.ts'
import { engineParts } from './hub.ts'
import { ledgerDouble } from './ledger-double.ts'

export const password = 'correct horse battery'

export interface TestPerson {
  readonly login: string
  readonly cookie: string
  readonly csrf: string
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, body: unknown): Promise<LightMyRequestResponse>
}

export interface TestApi extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly parts: ApiParts
  person(login: string, ...grants: readonly Grant[]): Promise<TestPerson>
  key(wish?: { readonly plant?: string; readonly system?: string; readonly types?: readonly string[] }): Promise<string>
  /** Sends bytes or an event to the events' door. */
  send(key: string, event: unknown, over?: InjectOptions): Promise<LightMyRequestResponse>
}

const ids = uuids(systemClock)

const money = { materials: '0.00', machine: '0.00', labour: '0.00', extra: '0.00', total: '0.00', output: '0.00' }
const noCost = { currency: 'EUR', ...money, workInProgress: '0.00', variance: '0.00', quantity: quantity(0) }

/** The whole API over a database of the test's own, at home `hub` as the test engine is, with two plants. */
export async function testApi(
  { pool }: Pick<TestDatabase, 'pool'>,
  engine: Pick<Engine, 'receive' | 'wake'>,
  over: Partial<ApiParts> = {},
  ledger = ledgerDouble(),
): Promise<TestApi> {
  const now = () => systemClock.now()
  const database = databaseOf(pool)
  const doors = people(database, 'hub', ids, now)
  const plants = ['A', 'B'].map((id) => ({ id, name: `Plant ${id}`, timeZone: 'UTC', policy: PlantPolicy.parse({}) }))
  const systems = [
    { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: ['A', 'B'] },
    { id: 'mail', kind: 'mail', title: 'Mail', plants: ['A', 'B'] },
  ]
  const recipients = ['A', 'B'].map((plant) => ({ plant, id: 'shift', via: 'mail', address: 'shift@example.com' }))
  const book = rulesBook({ database, home: 'hub', known: { plants, systems, flows }, ids, now })
  await book.begin(
    rulesOf({ plants, ownership: [], flows: [], alerting: Alerting.parse({ recipients }), fieldTables: [] }),
  )
  const live = await startRules({ book, clock: systemClock, log: pino({ level: 'silent' }) })
  const judge = engineParts(pool, ledger)
  const replays = replayBook({
    database,
    home: 'hub',
    judge,
    standing: (messageIds) => standingLanes(pool, 'hub', messageIds),
    arriving: (message) => arrivingLane(pool, 'hub', message),
    deadline: (after) => AbortSignal.timeout(after),
  })
  const assets = assetBook({ database, home: 'hub', ids, now })
  const parts: ApiParts = {
    database,
    home: 'hub',
    ids,
    now,
    log: pino({ level: 'silent' }),
    people: doors,
    keys: keys(database, now),
    plants,
    rules: { book, live },
    bundles: { signers: [] },
    replays,
    assets,
    upkeep: upkeepBook({
      ...{ database, home: 'hub', ids, now, assets },
      rulesOf: () => PlantPolicy.parse({}).replanning,
      ask:
        over.ask ?? (async () => ({ hours: [], workCentres: [], orders: [], operations: [], unplanned: 0 }) as never),
    }),
    signals: signalBook({ database, home: 'hub', streams: [] }),
    holds: legalHolds({ database, home: 'hub', ids, now }),
    alerts: {
      book: alertBook({ database, home: 'hub', ids, now, console: () => 'http://console' }),
      ring: () => {},
    },
    readiness: readinessBook({
      database,
      home: 'hub',
      now,
      rules: { book, now: () => live.now() },
      ask: over.ask ?? (async () => ({ bookings: [], isWhole: true }) as never),
    }),
    reconciliation: reconciliationBook({
      database,
      home: 'hub',
      ask: over.ask ?? (async (_plant, { operation }) => (operation === 'remembered' ? [] : { effects: [] }) as never),
    }),
    flows,
    systems,
    wire: [],
    hooked: () => undefined,
    rulings: rulings({ pool, home: 'hub', ids, now }),
    receive: (messages) => engine.receive(messages),
    ask: async (_plant, { operation, argument }) =>
      (operation === 'account'
        ? anAccount()
        : operation === 'workCentres' || operation === 'material'
          ? []
          : { ...noCost, order: argument }) as never,
    wake: () => engine.wake(),
    audit: (entries) => database.transaction((sql) => writeAudit(sql, 'hub', entries)),
    count: () => {},
    ready: async () => true,
    secure: false,
    ...over,
  }
  const app = await buildApi(parts)
  return {
    app,
    parts,
    async person(login, ...grants) {
      const token = await doors.invite('test', grants)
      const joined = await doors.claim(token, login, login, password)
      if (typeof joined === 'string') throw new Error(joined)
      const cookie = `${parts.secure ? '__Host-' : ''}millwright=${joined.session}`
      const headers = { cookie, 'x-csrf-token': joined.csrf }
      return {
        login,
        cookie,
        csrf: joined.csrf,
        get: (url) => app.inject({ method: 'GET', url, headers: { cookie } }),
        post: (url, body) => app.inject({ method: 'POST', url, headers, payload: body as object }),
      }
    },
    key: ({ plant = 'A', system = 'mes', types = ['*'] } = {}) =>
      createKey(database, 'hub', ids, now(), { plant, system, types, days: 1, by: 'test' }),
    send: (key, event, more = {}) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/events',
        payload: typeof event === 'string' || Buffer.isBuffer(event) ? event : JSON.stringify(event),
        ...more,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': Array.isArray(event) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
          ...more.headers,
        },
      }),
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await live[Symbol.asyncDispose]()
    },
  }
}
