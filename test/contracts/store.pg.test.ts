import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { postgresBench } from './postgres-bench.ts'
import { simulatedBench } from './simulated-bench.ts'
import { commands, StorePlayer } from './store-commands.ts'
import { storeContract } from './store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

describe('PostgreSQL', () => storeContract(async () => postgresBench(database.pool)))

/** What the simulation proves holds for PostgreSQL because the two cannot be told apart. */
test('PostgreSQL and the simulated database answer alike to whatever is done to them', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      const word = `run${++runs}`
      const [real, simulated] = [postgresBench(database.pool), simulatedBench()]
      const [realPlayer, simulatedPlayer] = [new StorePlayer(real, word), new StorePlayer(simulated, word)]
      for (const command of given) expect(await realPlayer.play(command)).toEqual(await simulatedPlayer.play(command))
      expect(await real.look()).toEqual(await simulated.look())
    }),
    { numRuns: Number(process.env['MILLWRIGHT_RUNS'] ?? 60), interruptAfterTimeLimit: 60_000 },
  )
}, 120_000)
