import { type Connection, databaseOf, type Engine, type EngineParts, startEngine } from '#engine'
import { type AssetBook, assetBook, capacityDesk } from '#assets'
import { systemClock, uuids } from '#kernel/world'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { PlanningPlatform } from '#model/ports/planning-platform'
import type { PortKeeper } from '#model/ports/port'
import { type TestDatabase, testDatabase } from './database.ts'
import { engineParts } from './hub.ts'
import { type LedgerDouble, ledgerDouble } from './ledger-double.ts'
import { type PlanningDouble, planningDouble } from './planning-double.ts'

/** A hub at work over a database of its own, in a plant whose work centres have calendars, and whose assets are known. */
export interface PlannedPlant extends AsyncDisposable {
  readonly database: TestDatabase
  readonly engine: Engine
  readonly plans: PlanningDouble
  readonly assets: AssetBook
}

export interface PlantWish {
  readonly database?: TestDatabase
  readonly ledger?: LedgerDouble
  /** What the engine is to have otherwise: a clock of the test's own, other rules. */
  readonly over?: Partial<EngineParts>
  /** A planner outside the ERP. */
  readonly platform?: PortKeeper
}

export async function plannedPlant({
  ledger = ledgerDouble(),
  over,
  platform,
  ...wish
}: PlantWish = {}): Promise<PlannedPlant> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(wish.database ?? (await testDatabase()))
  const plans = planningDouble()
  const parts = engineParts(database.pool, ledger, over)
  const sql = databaseOf(database.pool)
  const assets = assetBook({ database: sql, home: 'hub', ids: uuids(systemClock), now: parts.now })
  const planning: Connection = { ...parts.systems[0]!, system: 'plans', keeper: plans }
  const outside: Connection | undefined = platform && { ...planning, system: 'outside', keeper: platform }
  const ask = async (_plant: string, { operation, argument }: { operation: string; argument: unknown }) =>
    (await plans.read(operation, [argument], { signal: AbortSignal.timeout(1000), urgency: 'bulk' }))[0] as never
  const desk: Connection = {
    ...planning,
    system: 'hub',
    keeper: capacityDesk({ database: sql, home: 'hub', assets, ask }),
  }
  const keepers: Readonly<Record<string, Connection>> = {
    [PlanningLedger.portName]: planning,
    [CapacityDesk.portName]: desk,
    ...(outside ? { [PlanningPlatform.portName]: outside } : {}),
  }
  const engine = stack.use(
    startEngine({
      ...parts,
      connections: (plant, port) => keepers[port] ?? parts.connections(plant, port),
      systems: [...parts.systems, planning, ...(outside ? [outside] : [])],
    }),
  )
  const open = stack.move()
  return { database, engine, plans, assets, [Symbol.asyncDispose]: () => open.disposeAsync() }
}
