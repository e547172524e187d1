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
}

export async function aSite(estate: object): Promise<Site> {
  await using stack = new AsyncDisposableStack()
  const folders = stack.use(groundForTests())
  const runPostgres = (): Promise<LocalPostgres> => startPostgres({ folders, name: 'hub', durable: true })
  let postgres = await runPostgres()
  stack.defer(() => postgres.stop())
  const databaseUrl = postgres.url('postgres')

  const runHub = (before?: HubProcess) =>
    startHubProcess({ databaseUrl, estate, ...(before ? { port: Number(new URL(before.url).port) } : {}) })
  const first = { hub: await runHub() }
  stack.defer(() => first.hub.stop())
  const second = { hub: await runHub() }
  stack.defer(() => second.hub.stop())

  async function strikeHub(place: { hub: HubProcess }): Promise<void> {
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
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
