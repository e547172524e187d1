import { hostname } from 'node:os'
import type { FastifyBaseLogger } from 'fastify'
import { buildApi } from '#api/server'
import {
  assertDurable,
  databaseOf,
  journalKeeper,
  migrate,
  openPool,
  postgresStore,
  rulings,
  startEngine,
} from '#engine'
import { writeAudit } from '#governance/audit'
import { meaningOf } from '#governance/codes'
import type { Estate } from '#governance/estate'
import { keys } from '#governance/keys'
import { ownerInsteadOf } from '#governance/ownership'
import { people } from '#governance/people'
import { seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { askOne, connect } from './connections.ts'
import { crashPointsFrom } from './crash-points.ts'
import { flows } from './flows/index.ts'
import { startPolls } from './polling/start.ts'
import { type Archive, startSealing } from './sealing.ts'
import type { MetricsDoor } from './telemetry/listener.ts'
import { startTelemetry } from './telemetry/start.ts'

export interface HubSettings {
  readonly estate: Estate
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Whether people reach the console over TLS. */
  readonly secure: boolean
  readonly log: FastifyBaseLogger
  readonly archive: Archive
  /** Where metrics can be read; nowhere when absent. */
  readonly metrics?: MetricsDoor
  /** Named points where a test makes the process die, as `name` or `name:nth`. */
  readonly crashAt?: string
}

export interface Hub extends AsyncDisposable {
  readonly url: string
  readonly metricsUrl: string | undefined
  /** One-time link for the first administrator; undefined when there is one already. */
  readonly claimLink: string | undefined
}

/** Start here: settings → database → connections → engine → API; stopped in reverse. */
export async function startHub(settings: HubSettings): Promise<Hub> {
  const { estate, log } = settings
  await using stack = new AsyncDisposableStack()
  const pool = openPool({ url: settings.databaseUrl, connections: 12, name: `millwright ${estate.home}` })
  stack.defer(() => pool.end())
  await assertDurable(pool)
  await migrate(pool)

  const ids = uuids(systemClock)
  const now = () => systemClock.now()
  const store = postgresStore(pool, estate.home)
  const database = databaseOf(pool)
  const telemetry = stack.use(
    await startTelemetry({
      database,
      pool,
      home: estate.home,
      plants: estate.plants.map(({ id }) => id),
      systems: estate.systems,
      log,
      ...(settings.metrics ? { door: settings.metrics } : {}),
    }),
  )
  stack.use(startSealing({ database, archive: settings.archive, home: estate.home, clock: systemClock, log }))

  const connections = connect(estate, {
    system: 'hub',
    keeper: journalKeeper(store),
    callsAtOnce: 1,
    deadline: seconds(5),
    lingers: seconds(5),
  })
  stack.defer(() => connections.close())
  const engine = startEngine({
    store,
    owner: `${hostname()}.${process.pid}.${ids().slice(0, 8)}`,
    home: estate.home,
    clock: systemClock,
    ids,
    now,
    crash: crashPointsFrom(settings.crashAt),
    telemetry: telemetry.work,
    deadline: (after) => AbortSignal.timeout(after),
    stopwatch: () => {
      const from = performance.now()
      return () => performance.now() - from
    },
    flowFor: (type) => flows.find((flow) => flow.on.includes(type)),
    flowNamed: (name) => flows.find((flow) => flow.name === name),
    policyOf: (plant) => estate.plants.find(({ id }) => id === plant)!.policy,
    connections: connections.of,
    ownerInsteadOf: ownerInsteadOf(estate.ownership),
    systems: connections.all,
    troubleFor: (code, sentence) => ({
      code,
      sentence,
      owner: meaningOf(code).owner,
      suggestion: meaningOf(code).suggestion,
    }),
    log,
  })
  stack.use(engine)

  stack.use(
    startPolls(connections.sources, {
      database,
      home: estate.home,
      ids,
      now,
      receive: (messages) => engine.receive(messages),
      deadline: () => AbortSignal.timeout(seconds(30)),
      log,
    }),
  )

  const doors = people(database, estate.home, ids, now)
  const api = await buildApi({
    receive: (messages) => engine.receive(messages),
    keys: keys(database, now),
    people: doors,
    plants: estate.plants,
    flows,
    systems: estate.systems,
    rulings: rulings({ pool, home: estate.home, ids, now }),
    ask: askOne(connections.of),
    wake: () => engine.wake(),
    database,
    home: estate.home,
    ids,
    now,
    secure: settings.secure,
    log,
    audit: (entries) => database.transaction((sql) => writeAudit(sql, estate.home, entries)),
    count: telemetry.work.atTheDoor,
    ready: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
  })
  stack.defer(() => api.close())
  await api.listen({ host: settings.host, port: settings.port })
  const { port } = api.server.address() as { port: number }
  const url = `http://${settings.host}:${port}`
  const token = await doors.inviteFirst()
  const running = stack.move()
  return {
    url,
    metricsUrl: telemetry.url,
    claimLink: token && `${url}/claim#${token}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
