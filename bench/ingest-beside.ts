import { connectTo } from './harness/connection.ts'
import { events } from './harness/events.ts'
import { type BenchHub, benchHub, holdLanes, PLANT, SYSTEM } from './harness/hub.ts'
import { Absent, type Peer, startPeer } from './harness/peer.ts'
import { redisServer } from './harness/redis.ts'
import { type Goal, rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
import { type Senders, sendersOver } from './harness/senders.ts'
import { perSecond } from './harness/window.ts'
import type { Wish } from './harness/wish.ts'

const WINDOW = 2000

interface Shape {
  readonly name: string
  readonly connections: number
  /** Events in one of our requests, and in one of theirs. */
  readonly each: number
  readonly theirs?: { readonly connections: number; readonly each: number }
  readonly goal?: Goal
}

interface Candidate {
  readonly peer: string
  readonly against: string
  /** How many it has, asked of its own table; what keeps nothing in PostgreSQL is not asked. */
  readonly count?: string
  readonly shapes: readonly Shape[]
}

const single = { connections: 16, each: 1, goal: { atLeast: 3 } } as const

/** What users would pick instead of a hub, each behind the leanest door, durable before it answers. */
const candidates: readonly Candidate[] = [
  {
    peer: 'graphile-worker',
    against: 'a job with a key, in a queue of its own for each order',
    count: 'select count(*)::int as count from graphile_worker._private_jobs',
    shapes: [{ name: 'ingest.vs-graphile-worker', ...single }],
  },
  {
    peer: 'pg-boss',
    against: 'a job with an id, key_strict_fifo by order',
    count: 'select count(*)::int as count from pgboss.job',
    shapes: [{ name: 'ingest.vs-pg-boss', ...single }],
  },
  {
    peer: 'dbos',
    against: 'a workflow with an id, a partition for each order',
    count: 'select count(*)::int as count from dbos.workflow_status',
    shapes: [{ name: 'ingest.vs-dbos', ...single }],
  },
  {
    peer: 'node-red',
    against: 'a bare insert: no order, nothing known again',
    count: 'select count(*)::int as count from event',
    shapes: [
      { name: 'ingest.vs-node-red', connections: 16, each: 1, goal: { atLeast: 1.2 } },
      { name: 'ingest.vs-node-red-c64', connections: 64, each: 1, goal: { atLeast: 1.2 } },
      {
        name: 'ingest.batch100-vs-node-red',
        ...{ connections: 2, each: 100, theirs: { connections: 16, each: 1 }, goal: { atLeast: 5 } },
      },
      { name: 'ingest.batch100-vs-node-red-batch100', connections: 2, each: 100 },
    ],
  },
  {
    peer: 'bullmq',
    against: 'a job with an id; no order; Redis with appendfsync always',
    shapes: [{ name: 'ingest.vs-bullmq', ...single }],
  },
  {
    peer: 'n8n',
    against: 'a webhook, an insert, the answer',
    count: 'select count(*)::int as count from event',
    shapes: [{ name: 'ingest.vs-n8n', connections: 16, each: 1, goal: { atLeast: 50 } }],
  },
]

/** The same durable job at both doors: an event over HTTP, answered when it cannot be lost any more. */
export async function ingestBeside({ postgres, times, tell, absent }: Wish): Promise<void> {
  const database = await postgres.database('hub_beside')
  await using hub = await benchHub(database, [])
  await holdLanes(database.pool)
  for (const { peer: name, against, count, shapes } of candidates)
    try {
      await using redis = name === 'bullmq' ? await redisServer() : undefined
      const theirs = await postgres.database(name.replaceAll('-', '_'))
      await using peer = await startPeer(name, ['door'], {
        ...{ DATABASE_URL: theirs.url, ...(redis ? { REDIS_SOCKET: redis.socket } : {}) },
      })
      let accepted = 0
      for (const shape of shapes) {
        const [mine, others] = await sendersOf(hub, peer, shape)
        const [ours, other] = await inTurn(
          times,
          () => perSecond(WINDOW, mine.strands),
          () => perSecond(WINDOW, others.strands),
        )
        mine.close()
        accepted += others.close()
        tell(rowOf({ ...shape, unit: 'events/s', against }, ours!, other!))
      }
      if (!count) continue
      const { rows } = await theirs.pool.query<{ count: number }>(count)
      if (rows[0]!.count !== accepted) throw new Error(`${name} answered ${accepted} times and has ${rows[0]!.count}`)
    } catch (error) {
      if (!(error instanceof Absent)) throw error
      for (const { name: row } of shapes) absent({ name: row, why: error.message })
    }
}

/** As many connections on both sides, unless the shape says otherwise; each sender tells events of its own. */
async function sendersOf(hub: BenchHub, peer: Peer, shape: Shape): Promise<readonly [Senders, Senders]> {
  const { connections, each, theirs = { connections, each } } = shape
  const { url, path } = peer.said as { readonly url: string; readonly path: string }
  const knock = () => connectTo(url, path, { 'content-type': 'application/json' })
  return [
    await sendersOver(
      () => hub.connect(each === 1 ? 'single' : 'batch'),
      events(PLANT, SYSTEM, shape.name),
      connections,
      each,
    ),
    await sendersOver(knock, events(PLANT, SYSTEM, shape.name), theirs.connections, theirs.each),
  ]
}
