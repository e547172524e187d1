import { drainOfHub } from './harness/drain-of-hub.ts'
import { processorTime } from './harness/processor.ts'
import { sampleOwnTime } from './harness/own-functions.ts'
import { benchPostgres } from './harness/postgres.ts'
import { counting, countStatements } from './harness/statements.ts'
import type { Wish } from './harness/wish.ts'

const KEYS = 500
const MOST = 22

/** Where the time of an event of `drain` goes: in PostgreSQL by statement, in the hub by file. It compares nothing. */
export async function drainProfile({ events, say }: Wish): Promise<void> {
  await using postgres = await benchPostgres(counting)
  // The first backlog warms up what is measured with the second.
  await drainOfHub((await postgres.database('warm')).pool, events, KEYS)
  const { pool } = await postgres.database('profiled')
  let read: () => Promise<void> = async () => {}
  const { seconds } = await drainOfHub(pool, events, KEYS, 'profiled', async () => {
    const statements = await countStatements(pool)
    const [usage, before] = [process.cpuUsage(), processorTime([postgres.pid])]
    const functions = await sampleOwnTime()
    read = async () => {
      const { user, system } = process.cpuUsage(usage)
      const server = processorTime([postgres.pid]) - before
      const places = await functions()
      const counted = await statements()
      const perEvent = (milliseconds: number) => ((1000 * milliseconds) / events).toFixed(1).padStart(7)
      say(
        `processor, µs an event: hub and its ledger${perEvent((user + system) / 1000)}, PostgreSQL${perEvent(server)}`,
      )
      say(
        `PostgreSQL, µs an event in the server (${perEvent(counted.reduce((sum, { took }) => sum + took, 0)).trim()} in all):`,
      )
      for (const { name, calls, rows, took, log } of counted.slice(0, MOST))
        say(
          `${perEvent(took)}  ${name}: ${calls} calls, ${rows} rows, ${(log / events).toFixed(0)} bytes of log an event`,
        )
      say('hub, µs an event by itself:')
      for (const { place, alone } of places.slice(0, MOST)) say(`${perEvent(alone)}  ${place}`)
    }
  })
  say(`${(events / seconds).toFixed(0)} events/s, ${((1e6 * seconds) / events).toFixed(0)} µs an event`)
  await read()
}
