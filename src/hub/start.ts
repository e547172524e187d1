import { hostname } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import {
  assertDurable,
  databaseOf,
  type JudgeParts,
  migrate,
  postgresStore,
  startEngine,
  startVolumes,
  watchDatabaseClock,
} from '#engine'
import { noticeDesk, startAlerts } from '#alerts'
import { assetBook } from '#assets'
import { meaningOf } from '#governance/codes'
import { ownerInsteadOf } from '#governance/ownership'
import { people } from '#governance/people'
import { modeIn } from '#governance/rules/document'
import { bell } from '#kernel/loop'
import { systemClock, uuids } from '#kernel/world'
import { allFlows, flows } from '../flows/index.ts'
import { startTelemetry } from '../telemetry/start.ts'
import { openDoor } from './door.ts'
import { connect, type EstateConnections } from './connections.ts'
import { crashPointsFrom } from './crash-points.ts'
import { ownDesks } from './desks.ts'
import type { Ground } from './ground.ts'
import { openPools } from './pools.ts'
import { type OpenRules, openRules } from './rules.ts'
import { startSealing } from './sealing.ts'
import type { HubSettings } from './settings.ts'
import { startWatches } from './watches.ts'

export interface Hub extends AsyncDisposable {
  readonly url: string
  readonly metricsUrl: string | undefined
  /** One-time link for the first administrator; undefined when there is one already. */
  readonly claimLink: string | undefined
}

const stopwatch = () => {
  const from = performance.now()
  return () => performance.now() - from
}

/** Start here: settings → database → rules → connections → engine → what looks again and again → door; stopped in reverse. */
export async function startHub(settings: HubSettings): Promise<Hub> {
  const { estate, log, failoverMayLose = false } = settings
  // A request and all that is made of it lives for some milliseconds. In V8's usual nursery a batch outlives two
  // collections and is carried into the old space, whose collections cost a quarter of the hub's processor time.
  setFlagsFromString('--max-semi-space-size=64')
  await using stack = new AsyncDisposableStack()
  const pools = openPools(stack, settings)
  const { pool, door, slow } = pools
  const isDurable = () => assertDurable(pool, { failoverMayLose })
  await isDurable()
  if (failoverMayLose) log.warn('A failover may lose acknowledged events: the settings of this hub allow it')
  const { newer } = await migrate(slow)
  if (newer.length > 0) log.warn({ newer }, 'A newer Millwright changed the database; this one works beside that')
  stack.use(startVolumes({ pool: slow, clock: systemClock, log }))

  const ground: Ground = {
    ...{ estate, home: estate.home, clock: systemClock, log },
    ...{ database: databaseOf(pool), slowDatabase: databaseOf(slow) },
    ...{ ids: uuids(systemClock), now: () => systemClock.now() },
  }
  const { database, home, ids, now, clock } = ground
  const telemetry = stack.use(
    await startTelemetry({
      ...{ database, pool, home, log, systems: estate.systems, plants: estate.plants.map(({ id }) => id) },
      ...(settings.metrics ? { door: settings.metrics } : {}),
    }),
  )
  stack.use(startSealing({ ...ground, archive: settings.archive }))
  const rules = await openRules(stack, ground)

  // Known once the door is open, if nobody has said it.
  let consoleAt = settings.consoleUrl ?? ''
  const atConsole = () => consoleAt
  const store = postgresStore(pool, home, door)
  const assets = assetBook(ground)
  const desks = ownDesks({ ...ground, store, rules, assets, connections: () => connections })
  const connections: EstateConnections = connect(estate, desks, noticeDesk({ database, now, console: atConsole }))
  stack.defer(() => connections.close())

  const judging = judgedBy(ground, rules, connections)
  const me = `${hostname()}.${process.pid}.${ids().slice(0, 8)}`
  const engine = startEngine({
    ...judging,
    ...{ store, owner: me, clock, stopwatch, log, systems: connections.all },
    crash: crashPointsFrom(settings.crashAt),
    telemetry: telemetry.work,
    deadline: (after) => AbortSignal.timeout(after),
    troubleFor: (code, sentence) => ({ code, sentence, ...wayOut(code) }),
  })
  stack.use(engine)
  stack.use(watchDatabaseClock({ pool, home, clock, wake: () => engine.wake(), log }))
  const watches = startWatches(stack, { ...ground, pools, rules, connections, engine, me, stopwatch })

  const alerting = { database, home, ids, now, console: atConsole }
  const alertBell = bell()
  const accounts = people(database, home, ids, now)
  const api = await openDoor({
    ...{ ...ground, ...watches, pools, rules, assets, connections, judging, engine, alerting, alertBell },
    ...{ telemetry, isDurable, people: accounts, secure: settings.secure },
  })
  stack.defer(() => api.close())
  await api.listen({ host: settings.host, port: settings.port })
  const { port } = api.server.address() as { port: number }
  const url = `http://${settings.host}:${port}`
  consoleAt ||= url
  stack.use(
    startAlerts({
      ...{ ...alerting, clock, flows, log, bell: alertBell, process: me, host: hostname() },
      ...{ plants: estate.plants, systems: estate.systems },
      rules: () => rules.live.now().rules,
      receive: (messages) => engine.receive(messages),
    }),
  )
  const token = await accounts.inviteFirst()
  const running = stack.move()
  return {
    url,
    metricsUrl: telemetry.url,
    claimLink: token && `${url}/claim#${token}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** By which flows and rules messages are judged, and whom a flow may ask. */
const judgedBy = ({ home, ids, now }: Ground, rules: OpenRules, connections: EstateConnections): JudgeParts => ({
  ...{ home, ids, now, connections: connections.of },
  flowFor: (type) => allFlows.find((flow) => flow.on.includes(type)),
  flowNamed: (name) => allFlows.find((flow) => flow.name === name),
  policyOf: (plant) => ({ ...rules.policyOf(plant), timeZone: rules.zoneOf(plant) }),
  ownerInsteadOf: (message) => ownerInsteadOf(rules.live.now().rules.ownership)(message),
  // What came before a flow was switched stays as it was meant then, however late it is judged.
  modeOf: (flow, { plant, receivedAt }) => modeIn(rules.live.at(receivedAt).rules, flow, plant),
  rulesVersion: () => rules.live.now().version,
})

function wayOut(code: string) {
  const { owner, suggestion } = meaningOf(code)
  return { owner, suggestion }
}
