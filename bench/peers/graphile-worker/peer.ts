import { makeWorkerUtils, run as work } from 'graphile-worker'
import { run } from '../run.ts'
import type { Told } from '../queue.ts'

const connectionString = process.env['DATABASE_URL']!
const utils = await makeWorkerUtils({ connectionString, maxPoolSize: 16 })
await utils.migrate()

/** A job key makes it come once while it waits, a queue of its own for each key keeps the order. */
const jobOf = (told: Told) => ({ identifier: 'event', payload: told, jobKey: told.id, queueName: told.key })

await run({
  async put(events) {
    const [first, ...more] = events
    if (more.length > 0) await utils.addJobs(events.map(jobOf))
    else if (first) await utils.addJob('event', first, { jobKey: first.id, queueName: first.key })
  },
  async take(handle) {
    await work({
      connectionString,
      concurrency: 50,
      maxPoolSize: 16,
      pollInterval: 50,
      noHandleSignals: true,
      taskList: { event: (told) => handle(told as Told) },
    })
  },
})
