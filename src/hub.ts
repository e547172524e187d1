import { hostname } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import type { FastifyBaseLogger } from 'fastify'
import { buildApi } from '#api/server'
import {
  acceptBeside,
  arrivingLane,
  assertDurable,
  databaseOf,
  type JudgeParts,
  journalKeeper,
  migrate,
  openPool,
  postgresStore,
  primaryIn,
  rulings,
  standingLanes,
  startEngine,
  startVolumes,
  watchDatabaseClock,
} from '#engine'
import { alertBook, noticeDesk, startAlerts } from '#alerts'
import { assetBook, capacityDesk } from '#assets'
import { readinessBook } from '#readiness'
import { reconciliationBook } from '#reconciliation'
import { planApart, replanDesk } from '#replanning'
import { upkeepBook } from '#upkeep'
import { replayBook, startReplays } from '#replay'
import { signalBook, startSignals } from '#signals'
import { legalHolds, startRetention } from '#retention'
import { writeAudit } from '#governance/audit'
import { contents } from '#governance/contents'
import { meaningOf } from '#governance/codes'
import { fieldTablesKeeper } from '#governance/field-tables'
import { keys } from '#governance/keys'
import { ownerInsteadOf } from '#governance/ownership'
import type { Estate } from '#governance/estate'
import { people } from '#governance/people'
import { differencesBetween } from '#governance/rules/differences'
import { modeIn, PlantPolicy } from '#governance/rules/document'
import { rulesOf } from '#governance/rules/of-estate'
import { startRules } from '#governance/rules/live'
import { bundleKeyFrom, signerFrom } from '#governance/rules/bundle'
import { rulesBook } from '#governance/rules/versions'
import { wireSystemsOf } from '#governance/wire-systems'
import { bell } from '#kernel/loop'
import { type Duration, minutes, seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { askOne, connect, type EstateConnections } from './connections.ts'
import { startDeadlines } from './deadlines.ts'
import { crashPointsFrom } from './crash-points.ts'
import { allFlows, flows } from './flows/index.ts'
import { startWatching } from './polling/changes/start.ts'
import { startClockWatch } from './clocks/index.ts'
import { startMaterialWatch } from './polling/material/start.ts'
import { startMaintenance } from './polling/maintenance/start.ts'
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
  /** Where people reach the console, when that is not where the hub listens: links in notices lead there. */
  readonly consoleUrl?: string
  readonly log: FastifyBaseLogger
  readonly archive: Archive
  /** Whether a failover may lose what was acknowledged: then an asynchronous standby is no reason not to work. */
  readonly failoverMayLose?: boolean
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

const stopwatch = () => {
  const from = performance.now()
  return () => performance.now() - from
}

/** A statement of the engine or of a page that goes unanswered for so long is given up, and its session with it. */
const PATIENCE = seconds(15)

/** Start here: settings → database → connections → engine → API; stopped in reverse. */
export async function startHub(settings: HubSettings): Promise<Hub> {
  const { estate, log } = settings
  // A request and all that is made of it lives for some milliseconds. In V8's usual nursery a batch outlives two
  // collections and is carried into the old space, whose collections cost a quarter of the hub's processor time.
  setFlagsFromString('--max-semi-space-size=64')
  await using stack = new AsyncDisposableStack()
  const primary = primaryIn(settings.databaseUrl)
  const sessions = (name: string, connections: number, patience: Duration, steady = false) => {
    const pool = openPool({
      url: settings.databaseUrl,
      primary,
      connections,
      name: `millwright ${estate.home}${name}`,
      patience,
      steady,
    })
    stack.defer(() => pool.end())
    return pool
  }
  const pool = sessions('', 12, PATIENCE)
  const door = sessions(' door', 4, PATIENCE, true)
  // What goes through much at a time, and may take long.
  const slow = sessions(' slow', 2, minutes(30))
  const { failoverMayLose = false } = settings
  const isDurable = () => assertDurable(pool, { failoverMayLose })
  await isDurable()
  if (failoverMayLose) log.warn('A failover may lose acknowledged events: the settings of this hub allow it')
  await migrate(slow)
  stack.use(startVolumes({ pool: slow, clock: systemClock, log }))

  const ids = uuids(systemClock)
  const now = () => systemClock.now()
  const store = postgresStore(pool, estate.home, door)
  const database = databaseOf(pool)
  const slowDatabase = databaseOf(slow)
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

  const book = rulesBook({ database, home: estate.home, known: { ...estate, flows }, ids, now })
  await book.begin(rulesOf(estate))
  const rules = stack.use(await startRules({ book, clock: systemClock, log }))
  const differing = differencesBetween(rules.now().rules, rulesOf(estate)).length
  if (differing > 0)
    log.warn(
      { version: rules.now().version, differing },
      'The folder of the estate says other rules than those in force, which hold: see "millwright estate diff"',
    )
  const policyOf = (plant: string) => rules.now().rules.policies[plant] ?? PlantPolicy.parse({})
  const zoneOf = (plant: string) => estate.plants.find(({ id }) => id === plant)?.timeZone ?? 'UTC'

  // Known once the door is open, if nobody has said it.
  let consoleAt = settings.consoleUrl ?? ''
  const own = { system: 'hub', callsAtOnce: 1, deadline: seconds(5), lingers: seconds(5) }
  const assets = assetBook({ database, home: estate.home, ids, now })
  const connections: EstateConnections = connect(
    estate,
    [
      { ...own, keeper: journalKeeper(store) },
      { ...own, keeper: fieldTablesKeeper(() => rules.now().rules.fieldTables) },
      {
        ...own,
        deadline: seconds(30),
        keeper: capacityDesk({
          database,
          home: estate.home,
          assets,
          ask: (plant, reading) => askOne(connections.of)(plant, reading),
        }),
      },
      {
        ...own,
        // Long enough for all open orders of a large plant to be told, and for the search.
        deadline: minutes(3),
        keeper: replanDesk({
          database,
          home: estate.home,
          now,
          rulesOf: (plant) => policyOf(plant).replanning,
          zoneOf,
          plan: planApart,
          ask: (plant, reading, stop) => askOne(connections.of, minutes(1))(plant, reading, stop),
        }),
      },
    ],
    noticeDesk({ database, now, console: () => consoleAt }),
  )
  stack.defer(() => connections.close())
  const judging: JudgeParts = {
    home: estate.home,
    ids,
    now,
    flowFor: (type) => allFlows.find((flow) => flow.on.includes(type)),
    flowNamed: (name) => allFlows.find((flow) => flow.name === name),
    policyOf: (plant) => ({ ...policyOf(plant), timeZone: zoneOf(plant) }),
    connections: connections.of,
    ownerInsteadOf: (message) => ownerInsteadOf(rules.now().rules.ownership)(message),
    // What came before a flow was switched stays as it was meant then, however late it is judged.
    modeOf: (flow, { plant, receivedAt }) => modeIn(rules.at(receivedAt).rules, flow, plant),
    rulesVersion: () => rules.now().version,
  }
  const me = `${hostname()}.${process.pid}.${ids().slice(0, 8)}`
  const engine = startEngine({
    ...judging,
    store,
    owner: me,
    clock: systemClock,
    crash: crashPointsFrom(settings.crashAt),
    telemetry: telemetry.work,
    deadline: (after) => AbortSignal.timeout(after),
    stopwatch,
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
  stack.use(watchDatabaseClock({ pool, home: estate.home, clock: systemClock, wake: () => engine.wake(), log }))

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

  stack.use(
    startWatching(connections.watches, {
      database,
      home: estate.home,
      ids,
      now,
      acceptBeside: async (messages, beside) => {
        await acceptBeside(door, estate.home, messages, beside)
        if (messages.length > 0) engine.wake()
      },
      deadline: () => AbortSignal.timeout(seconds(30)),
      log,
    }),
  )

  stack.use(
    startMaterialWatch(
      estate.plants.map(({ id }) => id).filter((plant) => connections.of(plant, PlanningLedger.portName)),
      {
        database,
        home: estate.home,
        ids,
        now,
        clock: systemClock,
        stopwatch,
        material: (plant, stop) => askOne(connections.of, minutes(1))(plant, PlanningLedger.material(plant), stop),
        horizon: (plant) => policyOf(plant).replanning.horizon,
        receive: (messages) => engine.receive(messages),
        log,
      },
    ),
  )

  const maintenance = stack.use(
    startMaintenance(connections.maintenance, {
      database,
      home: estate.home,
      ids,
      now,
      clock: systemClock,
      acceptBeside: async (messages, beside) => {
        await acceptBeside(door, estate.home, messages, beside)
        if (messages.length > 0) engine.wake()
      },
      deadline: () => AbortSignal.timeout(seconds(30)),
      log,
    }),
  )

  stack.use(
    startSignals(connections.signals, {
      database,
      home: estate.home,
      me,
      ids,
      now,
      clock: systemClock,
      acceptBeside: async (messages, beside) => {
        await acceptBeside(door, estate.home, messages, beside)
        engine.wake()
      },
      log,
    }),
  )

  const ruling = rulings({ pool, home: estate.home, ids, now })
  stack.use(
    startReplays({
      database,
      home: estate.home,
      clock: systemClock,
      rulings: ruling,
      wake: () => engine.wake(),
      log,
    }),
  )

  stack.use(
    startClockWatch({
      database,
      home: estate.home,
      ids,
      clock: systemClock,
      allowed: (plant) => policyOf(plant).clockSkew,
      receive: (messages) => engine.receive(messages),
      log,
    }),
  )

  stack.use(
    startRetention({
      database: slowDatabase,
      home: estate.home,
      ids,
      now,
      clock: systemClock,
      due: () =>
        estate.plants.flatMap(({ id: plant }) =>
          contents
            .map((content) => ({
              plant,
              content,
              keptFor: policyOf(plant).retention[content],
              rules: rules.now().version,
            }))
            .filter(({ keptFor }) => keptFor > 0),
        ),
      log,
    }),
  )
  stack.use(startDeadlines({ rulings: ruling, wake: () => engine.wake(), clock: systemClock, log }))
  const alerting = { database, home: estate.home, ids, now, console: () => consoleAt }
  const alertBell = bell()

  const doors = people(database, estate.home, ids, now)
  const api = await buildApi({
    receive: (messages) => engine.receive(messages),
    keys: keys(database, now),
    people: doors,
    plants: estate.plants.map(({ id, name, timeZone }) => ({
      id,
      name,
      timeZone,
      get policy() {
        return policyOf(id)
      },
    })),
    rules: { book, live: rules },
    bundles: {
      key: estate.bundleKey === undefined ? undefined : bundleKeyFrom(estate.bundleKey),
      signers: estate.signers.map(({ name, key }) => signerFrom(name, key)),
    },
    flows,
    systems: estate.systems,
    get wire() {
      return wireSystemsOf({ systems: estate.systems, fieldTables: rules.now().rules.fieldTables })
    },
    hooked(system, headers, body) {
      const books = connections.maintenance.find((one) => one.system === system)
      const verdict = books?.hook(headers, body, now())
      if (verdict?.kind === 'hint') maintenance.hint(system, verdict.hint)
      return verdict
    },
    rulings: ruling,
    alerts: { book: alertBook(alerting), ring: () => alertBell.ring() },
    replays: replayBook({
      database: slowDatabase,
      home: estate.home,
      judge: judging,
      standing: (messageIds) => standingLanes(slow, estate.home, messageIds),
      arriving: (message) => arrivingLane(pool, estate.home, message),
      deadline: (after) => AbortSignal.timeout(after),
    }),
    assets,
    upkeep: upkeepBook({
      ...{ database, home: estate.home, ids, now, assets },
      rulesOf: (plant) => policyOf(plant).replanning,
      ask: askOne(connections.of, minutes(1)),
    }),
    signals: signalBook({ database, home: estate.home, streams: connections.signals }),
    holds: legalHolds({ database, home: estate.home, ids, now }),
    readiness: readinessBook({
      database: slowDatabase,
      home: estate.home,
      now,
      rules: { book, now: () => rules.now() },
      ask: askOne(connections.of),
    }),
    reconciliation: reconciliationBook({ database, home: estate.home, ask: askOne(connections.of) }),
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
      isDurable().then(
        () => true,
        () => false,
      ),
  })
  stack.defer(() => api.close())
  await api.listen({ host: settings.host, port: settings.port })
  const { port } = api.server.address() as { port: number }
  const url = `http://${settings.host}:${port}`
  consoleAt ||= url
  stack.use(
    startAlerts({
      ...alerting,
      clock: systemClock,
      plants: estate.plants,
      systems: estate.systems,
      flows,
      rules: () => rules.now().rules,
      receive: (messages) => engine.receive(messages),
      process: me,
      host: hostname(),
      log,
      bell: alertBell,
    }),
  )
  const token = await doors.inviteFirst()
  const running = stack.move()
  return {
    url,
    metricsUrl: telemetry.url,
    claimLink: token && `${url}/claim#${token}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
