import pg from 'pg'
import { inject } from 'vitest'
import { onConnection } from '../../src/local/postgres/connect.ts'
import { type LocalPostgres, startPostgres } from '../../src/local/postgres/start.ts'
import { groundForTests } from '../support/ground.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { binariesOf, type PostgresVersion } from '../support/postgres-versions.ts'
import { failFlushOf } from './failing-flush.ts'
import { eventually } from '../support/eventually.ts'

/** A place where a hub runs; who dies there is started again as a supervisor would, under the same address. */
export interface HubPlace extends AsyncDisposable {
  readonly url: () => string
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  isFrozen(): boolean
}

/** What runs at a customer's: two hubs on one PostgreSQL of their own, each of which may die and is started again. */
export interface Site extends AsyncDisposable {
  readonly databaseUrl: string
  readonly hubs: readonly HubPlace[]
  /** Ends the database as a power cut would, and starts it again. */
  killDatabase(): Promise<void>
  /** Has the nth flush of one of the database's processes fail. It gives up by itself, and this waits until it is back. */
  failFlush(nth: number): Promise<void>
  /** The last words of hubs that died of what happened to others. */
  readonly unasked: readonly string[]
}

/** The line over which a hub reaches its database; straight where nobody says otherwise. */
type Line = (database: LocalPostgres) => Promise<{ readonly host: string; readonly port: number }>

const straight: Line = async (database) => database

export async function aSite(
  estate: object,
  line: Line = straight,
  postgresVersion: PostgresVersion = inject('postgresVersion'),
): Promise<Site> {
  await using stack = new AsyncDisposableStack()
  const folders = stack.use(groundForTests())
  const binaries = await binariesOf(postgresVersion, folders)
  const runPostgres = (): Promise<LocalPostgres> => startPostgres({ folders, name: 'hub', durable: true, binaries })
  let postgres = await runPostgres()
  stack.defer(() => postgres.stop())
  const databaseUrl = postgres.url('postgres')

  const unasked: string[] = []
  async function aHub(): Promise<HubPlace> {
    const struck = new WeakSet<HubProcess>()
    const reached = new URL(databaseUrl)
    const { host, port } = await line(postgres)
    reached.host = `${host}:${port}`
    let frozen = false
    async function run(before?: HubProcess): Promise<HubProcess> {
      const at = before ? Number(new URL(before.url).port) : 0
      const started = await startHubProcess({ databaseUrl: reached.href, estate, port: at })
      void started.ended.then(() => struck.has(started) || unasked.push(started.lastWords()))
      return started
    }
    let hub = await run()
    const thaw = (): void => {
      hub.child.kill('SIGCONT')
      frozen = false
    }
    return {
      url: () => hub.url,
      async kill() {
        struck.add(hub)
        hub.child.kill('SIGKILL')
        await hub.ended
        hub = await run(hub)
      },
      freeze() {
        frozen = hub.child.kill('SIGSTOP')
      },
      thaw,
      isFrozen: () => frozen,
      async [Symbol.asyncDispose]() {
        struck.add(hub)
        thaw()
        // One that does not end when it is asked must not stay behind, and is told.
        const insist = setTimeout(() => {
          unasked.push('a hub did not end when it was asked to')
          hub.child.kill('SIGKILL')
        }, 40_000)
        await hub.stop()
        clearTimeout(insist)
      },
    }
  }
  const hubs = [stack.use(await aHub()), stack.use(await aHub())]
  const running = stack.move()
  return {
    databaseUrl,
    hubs,
    async killDatabase() {
      await postgres.kill9()
      postgres = await runPostgres()
    },
    async failFlush(nth) {
      const session = new pg.Client(databaseUrl)
      session.on('error', () => {})
      await session.connect()
      const givesUp = new Promise<void>((resolve) => session.once('end', resolve))
      await failFlushOf(postgres.pid, nth)
      await givesUp
      const answers = () => onConnection(postgres, 'postgres', (client) => client.query('select 1'))
      await eventually(answers)
    },
    unasked,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
