import { drainOfHub } from './harness/drain-of-hub.ts'
import { startPeer } from './harness/peer.ts'
import { rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
import type { Wish } from './harness/wish.ts'

const KEYS = 500

/** A backlog, how long it took to work off, and how often an event was handled that was not the next of its key. */
export interface Drained {
  readonly seconds: number
  readonly disordered: number
}

const peers = [
  { name: 'dbos', how: 'a partition for each key' },
  { name: 'graphile-worker', how: 'a queue for each key' },
  { name: 'pg-boss', how: 'key_strict_fifo' },
] as const

/**
 * How fast a backlog is worked off whose effects take a millisecond each, kept in order by key; several events of a key
 * came in one commit.
 */
export async function drain({ postgres, times, events, tell, say }: Wish): Promise<void> {
  let made = 0
  const fresh = (name: string) => postgres.database(`drain_${name.replaceAll('-', '_')}_${made++}`)
  for (const { name, how } of peers) {
    let disordered = 0
    const [ours, other] = await inTurn(
      times,
      async () => {
        const { pool } = await fresh('hub')
        const { seconds, disordered: wrong } = await drainOfHub(pool, events, KEYS)
        if (wrong > 0) throw new Error(`${wrong} events were not handled in the order of their key`)
        return events / seconds
      },
      async () => {
        const { url } = await fresh(name)
        await using peer = await startPeer(name, ['drain', String(events), String(KEYS)], { DATABASE_URL: url })
        const drained = peer.said as Drained
        disordered = Math.max(disordered, drained.disordered)
        say(`${name}: ${(events / drained.seconds).toFixed(0)} events/s, ${drained.disordered} out of order`)
        return events / drained.seconds
      },
    )
    const against = `${how}; up to ${disordered.toLocaleString('en')} of ${events.toLocaleString('en')} out of order`
    tell(rowOf({ name: `drain.vs-${name}`, unit: 'events/s', against, goal: { atLeast: 10 } }, ours!, other!))
  }
}
