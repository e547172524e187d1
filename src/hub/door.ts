import { buildApi } from '#api/server'
import { arrivingLane, type Engine, type JudgeParts, type Rulings, standingLanes } from '#engine'
import { alertBook } from '#alerts'
import type { AssetBook } from '#assets'
import { readinessBook } from '#readiness'
import { reconciliationBook } from '#reconciliation'
import { replayBook } from '#replay'
import { legalHolds } from '#retention'
import { signalBook } from '#signals'
import { upkeepBook } from '#upkeep'
import { writeAudit } from '#governance/audit'
import { keys } from '#governance/keys'
import type { People } from '#governance/people'
import { bundleKeyFrom, signerFrom } from '#governance/rules/bundle'
import { wireSystemsOf } from '#governance/wire-systems'
import type { Bell } from '#kernel/loop'
import { minutes } from '#kernel/time'
import { flows } from '../flows/index.ts'
import type { MaintenanceWatch } from '../polling/maintenance/start.ts'
import type { startTelemetry } from '../telemetry/start.ts'
import { askOne, type EstateConnections } from './connections.ts'
import type { Ground } from './ground.ts'
import type { Pools } from './pools.ts'
import type { OpenRules } from './rules.ts'

export interface DoorParts extends Ground {
  readonly secure: boolean
  readonly pools: Pools
  readonly rules: OpenRules
  readonly assets: AssetBook
  readonly connections: EstateConnections
  readonly judging: JudgeParts
  readonly engine: Engine
  readonly ruling: Rulings
  readonly maintenance: MaintenanceWatch
  readonly people: People
  readonly alerting: Parameters<typeof alertBook>[0]
  readonly alertBell: Bell
  readonly telemetry: Awaited<ReturnType<typeof startTelemetry>>
  readonly isDurable: () => Promise<void>
}

/** The door of the hub: for systems with keys and for people with accounts. */
export function openDoor({ rules, connections, engine, assets, judging, ruling, ...parts }: DoorParts) {
  const { estate, database, slowDatabase, home, ids, now, log, pools, secure, people } = parts
  const ask = askOne(connections.of)
  return buildApi({
    ...{ database, home, ids, now, log, secure, people, flows, assets, ask },
    receive: (messages) => engine.receive(messages),
    keys: keys(database, now),
    plants: estate.plants.map(({ id, name, timeZone }) => ({
      ...{ id, name, timeZone },
      get policy() {
        return rules.policyOf(id)
      },
    })),
    rules: { book: rules.book, live: rules.live },
    bundles: {
      key: estate.bundleKey === undefined ? undefined : bundleKeyFrom(estate.bundleKey),
      signers: estate.signers.map(({ name, key }) => signerFrom(name, key)),
    },
    systems: estate.systems,
    get wire() {
      return wireSystemsOf({ systems: estate.systems, fieldTables: rules.live.now().rules.fieldTables })
    },
    hooked(system, headers, body) {
      const books = connections.maintenance.find((one) => one.system === system)
      const verdict = books?.hook(headers, body, now())
      if (verdict?.kind === 'hint') parts.maintenance.hint(system, verdict.hint)
      return verdict
    },
    rulings: ruling,
    alerts: { book: alertBook(parts.alerting), ring: () => parts.alertBell.ring() },
    replays: replayBook({
      ...{ database: slowDatabase, home, judge: judging },
      standing: (messageIds) => standingLanes(pools.slow, home, messageIds),
      arriving: (message) => arrivingLane(pools.pool, home, message),
      deadline: (after) => AbortSignal.timeout(after),
    }),
    upkeep: upkeepBook({
      ...{ database, home, ids, now, assets },
      rulesOf: (plant) => rules.policyOf(plant).replanning,
      ask: askOne(connections.of, minutes(1)),
    }),
    signals: signalBook({ database, home, streams: connections.signals }),
    holds: legalHolds({ database, home, ids, now }),
    readiness: readinessBook({
      ...{ database: slowDatabase, home, now, ask },
      rules: { book: rules.book, now: () => rules.live.now() },
    }),
    reconciliation: reconciliationBook({ database, home, ask }),
    wake: () => engine.wake(),
    audit: (entries) => database.transaction((sql) => writeAudit(sql, home, entries)),
    count: parts.telemetry.work.atTheDoor,
    ready: () =>
      parts.isDurable().then(
        () => true,
        () => false,
      ),
  })
}
