import { afterAll } from 'vitest'
import { databaseOf, type EngineParts, rulings } from '#engine'
import { startReplays } from '#replay'
import type { ApiParts } from '../../src/api/parts.ts'
import { testApi } from './api.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { engineParts, testHub } from './hub.ts'
import { ledgerDouble } from './ledger-double.ts'

interface Wishes {
  /** What the hub does otherwise than usual. */
  readonly hub?: Partial<EngineParts> | ((usual: EngineParts) => Partial<EngineParts>)
  readonly parts?: Partial<ApiParts> | ((database: TestDatabase) => Partial<ApiParts>)
  /** Whether what people have judged again is really judged. */
  readonly replays?: boolean
}

/**
 * What the tests of a file stand on: a database of their own, a hub at work over a ledger, and the API. All of it goes
 * when the file is over.
 */
export async function apiGround(ledger = ledgerDouble(), { hub = {}, parts = {}, replays = false }: Wishes = {}) {
  const stack = new AsyncDisposableStack()
  afterAll(() => stack.disposeAsync())
  const database = stack.use(await testDatabase())
  const usual = engineParts(database.pool, ledger)
  const engine = stack.use(testHub(database.pool, ledger, typeof hub === 'function' ? hub(usual) : hub))
  const api = stack.use(await testApi(database, engine, typeof parts === 'function' ? parts(database) : parts, ledger))
  if (replays) {
    const { clock, ids, now, log } = usual
    const home = 'hub'
    stack.use(
      startReplays({
        ...{ database: databaseOf(database.pool), home, clock, log, wake: () => engine.wake() },
        rulings: rulings({ pool: database.pool, home, ids, now }),
      }),
    )
  }
  return { database, ledger, engine, api }
}
