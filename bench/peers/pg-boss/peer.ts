import { createHash } from 'node:crypto'
import { PgBoss } from 'pg-boss'
import { run } from '../run.ts'
import type { Told } from '../queue.ts'

const boss = new PgBoss({ connectionString: process.env['DATABASE_URL']!, max: 16 })
boss.on('error', (error) => console.error(error))
await boss.start()
await boss.createQueue('event', { policy: 'key_strict_fifo' })

/** Its table knows a job by a UUID: the name's hash, so that the same name is the same job. */
const jobOf = (told: Told) => ({ id: uuidOf(told.id), data: told, singletonKey: told.key })

function uuidOf(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

await run({
  async put(events) {
    await boss.insert('event', events.map(jobOf))
  },
  async take(handle) {
    const often = { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, localConcurrency: 2 }
    await boss.work<Told>('event', often, async (jobs) => {
      await Promise.all(jobs.map(({ data }) => handle(data)))
    })
  },
})
