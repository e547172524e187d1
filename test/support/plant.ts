import { expect } from 'vitest'
import {
  type Acceptance,
  type Connection,
  databaseOf,
  type Engine,
  type EngineParts,
  Journal,
  type NewMessage,
  type Policy,
  startEngine,
} from '#engine'
import { type AssetBook, assetBook, capacityDesk } from '#assets'
import { Replanning } from '#governance/rules/replanning'
import { planApart, replanDesk } from '#replanning'
import type { Json } from '#kernel/canonical-json'
import { type Duration, minutes, seconds } from '#kernel/time'
import type { Failure } from '#kernel/failure'
import { systemClock, uuids } from '#kernel/world'
import type { Reading } from '#model/ports/port'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { ReplanDesk } from '#model/ports/replan-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { MaintenanceBooks } from '#model/ports/maintenance-books'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { together } from '#model/ports/together'
import { askOne } from '../../src/hub/connections.ts'
import { odoo as odooConnector } from '../../src/connectors/odoo/index.ts'
import { orderPoll, type OrderSource } from '../../src/polling/released-orders.ts'
import type { Bench, Look } from '../contracts/production-ledger.ts'
import { aMessage, aPolicy } from './builders.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { engineParts } from './hub.ts'
import { type TestOdoo, testOdoo } from './odoo.ts'
import { lookInto } from './odoo-look.ts'
import { type OdooWorld, odooWorld } from './odoo-world.ts'
import { type Mode, withoutProcedures } from './plain-ground.ts'
import { type Proxy, proxyTo } from './proxy.ts'
import { eventually } from './eventually.ts'

/** A plant over a real database and a real Odoo, for telling stories: what it reports, and what is in the books then. */
export interface PlantStory extends AsyncDisposable {
  readonly odoo: TestOdoo
  readonly world: OdooWorld
  readonly database: TestDatabase
  readonly hub: Engine
  /** What the hub works with, for looking at what it would do. */
  readonly parts: EngineParts
  /** The line between the hub and Odoo. */
  readonly wire: Proxy
  bench(wish?: Parameters<OdooWorld['bench']>[0]): Promise<Bench>
  /** Reports an event; the id makes it the same one when it is reported again. */
  reports(
    type: string,
    data: { readonly order: string } & Record<string, Json>,
    id?: string,
    over?: Partial<NewMessage>,
  ): Promise<Acceptance>
  /** Asks Odoo once for orders that changed, as the hub does every few seconds. */
  poll(): Promise<void>
  /** Waits until nothing of the order is open any more. */
  settled(order: string): Promise<void>
  look(bench: Bench): Promise<Look>
  /** Open exceptions of an order, as code and sentence. */
  exceptions(order: string): Promise<readonly { readonly code: string; readonly sentence: string }[]>
  /** Asks Odoo a question through the connector. */
  ask<Answer>(reading: Reading<Answer>): Promise<Answer | Failure>
  /** What stands in the plant. */
  readonly assets: AssetBook
  /** The Maintenance of Odoo, where it is the plant's CMMS. */
  readonly maintenance: MaintenanceBooks | undefined
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, any>[]>
}

export interface PlantWish {
  readonly patience?: Partial<Policy['patience']>
  readonly policy?: Partial<Policy>
  /** Flows that work on paper only. */
  readonly onPaper?: readonly string[]
  /** After this a call to Odoo counts as unanswered. */
  readonly deadline?: Duration
  /** How the hub books in Odoo. */
  readonly mode?: Mode
  /** What the Maintenance of Odoo is to the plant. */
  readonly maintenance?: 'off' | 'copied' | 'owned'
  /** Systems of the plant beside Odoo. */
  readonly beside?: readonly Connection[]
}

export async function aPlant({
  patience = {},
  policy: wished = {},
  onPaper = [],
  deadline = seconds(60),
  mode = 'procedures',
  maintenance = 'off',
  beside = [],
}: PlantWish = {}): Promise<PlantStory> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase())
  const odoo = stack.use(await testOdoo())
  const world = await odooWorld(odoo)
  stack.defer(() => world.close())
  const wire = stack.use(await proxyTo(odoo.integration.url))
  if (mode === 'plain') await withoutProcedures(world, odoo)
  const settings = odooConnector.settings.parse({
    ...odoo.integration,
    url: wire.url,
    plant: 'A',
    mode,
    maintenance,
    requestLimit: seconds(2),
  })
  const connector = odooConnector.connect(settings)
  stack.defer(() => connector.close())
  const parts = engineParts(database.pool, connector.provides[0]!)
  const [books] = connector.provides
  const ledger = { ...parts.systems[0]!, deadline, keeper: { ...books!, ...together(connector.provides) } }
  const keeping = (port: string) => {
    const keeper = connector.provides.find((one) => one.port === port)
    return keeper && { ...ledger, keeper }
  }
  const planning = keeping(PlanningLedger.portName)
  const assets = assetBook({
    database: databaseOf(database.pool),
    home: 'hub',
    ids: uuids(systemClock),
    now: () => systemClock.now(),
  })
  const ask = askOne((_plant, port) => (port === PlanningLedger.portName ? planning : undefined))
  const desk = {
    ...ledger,
    system: 'hub',
    keeper: capacityDesk({ database: databaseOf(database.pool), home: 'hub', assets, ask }),
  }
  const replans = {
    ...ledger,
    system: 'hub',
    keeper: replanDesk({
      database: databaseOf(database.pool),
      home: 'hub',
      now: () => systemClock.now(),
      rulesOf: () => Replanning.parse({ iterations: 200, ...wished.replanning }),
      zoneOf: () => 'UTC',
      plan: planApart,
      ask,
    }),
  }
  const policy = { ...aPolicy, ...wished, patience: { ...aPolicy.patience, ...patience } }
  const working: EngineParts = {
    ...parts,
    policyOf: () => policy,
    modeOf: (flow) => (onPaper.includes(flow) ? 'shadow' : 'live'),
    connections: (plant, port) => {
      if (port === ProductionLedger.portName) return ledger
      if (port === PlanningLedger.portName) return planning
      if (port === SparePartsLedger.portName || port === MaintenanceLedger.portName) return keeping(port)
      if (port === CapacityDesk.portName) return desk
      if (port === ReplanDesk.portName) return replans
      if (port === Journal.portName) return parts.connections(plant, port)
      return beside.find(({ keeper }) => keeper.port === port) ?? keeping(port)
    },
    systems: [ledger, ...beside],
  }
  const hub = stack.use(startEngine(working))
  const polling = {
    database: databaseOf(database.pool),
    home: 'hub',
    ids: uuids(systemClock),
    now: () => systemClock.now(),
    receive: hub.receive,
    deadline: () => AbortSignal.timeout(30_000),
  }
  const rows: PlantStory['rows'] = async (sql, values = []) => (await database.pool.query(sql, [...values])).rows
  const story = stack.move()
  return {
    odoo,
    world,
    database,
    hub,
    parts: working,
    wire,
    rows,
    poll: async () => {
      const ask: OrderSource['ask'] = ({ cursor, ...look }, signal) => connector.released(cursor, { ...look, signal })
      const poll = orderPoll({ system: 'odoo', ask }, polling)
      while ((await poll()).more);
    },
    bench: (wish) => world.bench(wish),
    look: (bench) => lookInto(world, bench),
    ask: (reading) => askOne((_plant, port) => working.connections('A', port))('A', reading),
    assets,
    maintenance: connector.maintenance,
    reports: async (type, data, id, over = {}) => {
      const [acceptance] = await hub.receive([aMessage(type, data, { ...(id ? { id } : {}), ...over })])
      return acceptance!
    },
    settled: (order) =>
      eventually(async () => {
        const open = await rows(
          `select message.id, progress as state from open_message join message using (message_id)
             where message.key = $1 and progress <> 'stopped' and message.type not like 'hub.reminder%'
             union all
             select message.id, intent.state from intent join message using (message_id)
             where message.key = $1 and state in ('planned', 'sent', 'in-doubt')`,
          [order],
        )
        expect(open).toEqual([])
      }, minutes(5)),
    exceptions: async (order) =>
      (await rows('select code, sentence from exception where subject = $1 and closed_at is null order by opened_at', [
        order,
      ])) as never,
    [Symbol.asyncDispose]: () => story.disposeAsync(),
  }
}

export const pcs = (value: number | string) => ({ value: String(value), uom: 'H87' })
