import { Queue, Worker } from 'bullmq'
import { run } from '../run.ts'
import type { Told } from '../queue.ts'

const connection = { path: process.env['REDIS_SOCKET']!, maxRetriesPerRequest: null }
const queue = new Queue<Told>('event', { connection })
await queue.waitUntilReady()

/** Its identity makes it come once while the job is remembered; an order by key is not to be had without its paid edition. */
const jobOf = (told: Told) => ({ name: 'event', data: told, opts: { jobId: told.id, removeOnComplete: false } })

await run({
  async put(events) {
    const [first, ...more] = events
    if (more.length > 0) await queue.addBulk(events.map(jobOf))
    else if (first) await queue.add('event', first, jobOf(first).opts)
  },
  async take(handle) {
    const worker = new Worker<Told>('event', ({ data }) => handle(data), { connection, concurrency: 50 })
    await worker.waitUntilReady()
  },
})
