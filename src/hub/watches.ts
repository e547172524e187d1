import { acceptBeside, type Engine, type NewMessage, rulings } from '#engine'
import { startReplays } from '#replay'
import { startRetention } from '#retention'
import { startSignals } from '#signals'
import { contents } from '#governance/contents'
import type { Sql } from '#kernel/sql'
import { minutes, seconds } from '#kernel/time'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { startClockWatch } from '../clocks/index.ts'
import { startWatching } from '../polling/changes/start.ts'
import { type MaintenanceWatch, startMaintenance } from '../polling/maintenance/start.ts'
import { startMaterialWatch } from '../polling/material/start.ts'
import { startPolls } from '../polling/start.ts'
import { askOne, type EstateConnections } from './connections.ts'
import { startDeadlines } from './deadlines.ts'
import type { Ground } from './ground.ts'
import type { Pools } from './pools.ts'
import type { OpenRules } from './rules.ts'

export interface WatchParts extends Ground {
  readonly pools: Pools
  readonly rules: OpenRules
  readonly connections: EstateConnections
  readonly engine: Engine
  /** This process among those of the hub. */
  readonly me: string
  readonly stopwatch: () => () => number
}

/** Everything that looks again and again: what other systems have to say, and what of the hub's own is due. */
export function startWatches(
  stack: AsyncDisposableStack,
  { pools: { pool, door }, rules: { live, policyOf }, connections, engine, me, stopwatch, ...ground }: WatchParts,
): { readonly maintenance: MaintenanceWatch; readonly ruling: ReturnType<typeof rulings> } {
  const { estate, home, ids, now } = ground
  const receive: Engine['receive'] = (messages) => engine.receive(messages)
  const wake = () => engine.wake()
  const hearing = {
    ...ground,
    acceptBeside: async (messages: readonly NewMessage[], beside: (sql: Sql) => Promise<void>) => {
      await acceptBeside(door, home, messages, beside)
      if (messages.length > 0) wake()
    },
    deadline: () => AbortSignal.timeout(seconds(30)),
  }
  stack.use(startPolls(connections.sources, { ...hearing, receive }))
  stack.use(startWatching(connections.watches, hearing))
  const plants = estate.plants.map(({ id }) => id)
  stack.use(
    startMaterialWatch(
      plants.filter((plant) => connections.of(plant, PlanningLedger.portName)),
      {
        ...{ ...ground, stopwatch, receive },
        material: (plant, stop) => askOne(connections.of, minutes(1))(plant, PlanningLedger.material(plant), stop),
        horizon: (plant) => policyOf(plant).replanning.horizon,
      },
    ),
  )
  const maintenance = stack.use(startMaintenance(connections.maintenance, hearing))
  stack.use(startSignals(connections.signals, { ...hearing, me }))

  const ruling = rulings({ pool, home, ids, now })
  stack.use(startReplays({ ...ground, rulings: ruling, wake }))
  stack.use(startClockWatch({ ...ground, allowed: (plant) => policyOf(plant).clockSkew, receive }))
  const due = () =>
    plants.flatMap((plant) =>
      contents
        .map((content) => ({
          ...{ plant, content, keptFor: policyOf(plant).retention[content], rules: live.now().version },
        }))
        .filter(({ keptFor }) => keptFor > 0),
    )
  stack.use(startRetention({ ...ground, database: ground.slowDatabase, due }))
  stack.use(startDeadlines({ ...ground, rulings: ruling, wake }))
  return { maintenance, ruling }
}
