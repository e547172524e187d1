import type { LocalPostgres } from '../../src/local/postgres/start.ts'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { groundForTests } from '../support/ground.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { killOdoo } from '../support/kill.ts'

export type Victim = 'first hub' | 'second hub' | 'postgres' | 'odoo'

/** What runs at a customer's: two hubs on one PostgreSQL of their own, each of which may die and is started again. */
export interface Site extends AsyncDisposable {
  readonly databaseUrl: string
  readonly hubs: readonly (() => string)[]
  /** Kills it as a power cut would, and starts it again as a supervisor would. */
  strike(victim: Victim): Promise<void>
  /** The last words of hubs that died of what happened to others. */
  readonly unasked: readonly string[]
}

export async function aSite(estate: object): Promise<Site> {
  await using stack = new AsyncDisposableStack()
  const folders = stack.use(groundForTests())
  const runPostgres = (): Promise<LocalPostgres> => startPostgres({ folders, name: 'hub', durable: true })
  let postgres = await runPostgres()
  stack.defer(() => postgres.stop())
  const databaseUrl = postgres.url('postgres')

  const struck = new WeakSet<HubProcess>()
  const unasked: string[] = []
  async function runHub(before?: HubProcess): Promise<HubProcess> {
    const port = before ? Number(new URL(before.url).port) : 0
    const hub = await startHubProcess({ databaseUrl, estate, port })
    void hub.ended.then(() => struck.has(hub) || unasked.push(hub.lastWords()))
    return hub
  }
  const first = { hub: await runHub() }
  stack.defer(() => stopped(first.hub))
  const second = { hub: await runHub() }
  stack.defer(() => stopped(second.hub))
  function stopped(hub: HubProcess): Promise<void> {
    struck.add(hub)
    return hub.stop()
  }

  async function strikeHub(place: { hub: HubProcess }): Promise<void> {
    struck.add(place.hub)
    place.hub.child.kill('SIGKILL')
    await place.hub.ended
    place.hub = await runHub(place.hub)
  }
  const strikes: Record<Victim, () => Promise<void>> = {
    'first hub': () => strikeHub(first),
    'second hub': () => strikeHub(second),
    postgres: async () => {
      await postgres.kill9()
      postgres = await runPostgres()
    },
    odoo: killOdoo,
  }
  const running = stack.move()
  return {
    databaseUrl,
    hubs: [() => first.hub.url, () => second.hub.url],
    strike: (victim) => strikes[victim](),
    unasked,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
