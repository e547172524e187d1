import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk'
import { createRequire } from 'node:module'
import { run } from '../run.ts'
import type { Told } from '../queue.ts'

const url = process.env['DATABASE_URL']!
const pg = createRequire(import.meta.resolve('@dbos-inc/dbos-sdk'))('pg') as typeof import('pg')
const pool = new pg.Pool({ connectionString: url, max: 16 })

let handle: (told: Told) => Promise<void> = async () => {}
const workflow = DBOS.registerWorkflow(
  async (told: Told) => {
    await DBOS.runStep(() => handle(told), { name: 'effect' })
  },
  { name: 'event' },
)
void workflow

const setting = { name: 'bench', systemDatabaseUrl: url, applicationVersion: '1', logLevel: 'error' }
const partition = { partitionConcurrency: 1, minPollingIntervalMs: 50, workerConcurrency: 200 }
const drains = process.argv[2] === 'drain'
DBOS.setConfig({ ...setting, systemDatabasePoolSize: 16, listenQueues: [] })
await DBOS.launch()
await DBOS.registerQueue('events', partition)
const client = await DBOSClient.create({ systemDatabaseUrl: url, systemDatabasePool: pool, applicationName: 'bench' })

/** Its identity makes it come once; a partition for each key, with one at a time, keeps the order. */
const wishOf = ({ id, key }: Told) => ({
  ...{ queueName: 'events', workflowName: 'event', workflowID: id, queuePartitionKey: key, appVersion: '1' },
})

await run({
  async put(events) {
    const [first, ...more] = events
    if (more.length === 0) return void (first && (await client.enqueue(wishOf(first), first)))
    const session = await pool.connect()
    try {
      await session.query('begin')
      for (const told of events) await client.enqueueInTransaction(session, wishOf(told), told)
      await session.query('commit')
    } finally {
      session.release()
    }
  },
  async take(given) {
    handle = given
    if (!drains) return
    await DBOS.shutdown()
    DBOS.setConfig({ ...setting, systemDatabasePoolSize: 32 })
    await DBOS.launch()
  },
})
