import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { databaseOf } from '#engine'
import { createKey } from '#governance/keys'
import type { Json } from '#kernel/canonical-json'
import { systemClock, uuids } from '#kernel/world'

export interface ReportedEvent {
  readonly id: string
  readonly type: string
  readonly data: { readonly order: string } & Record<string, Json>
}

/** A plant's gateway to the hub: it repeats each event until it has a receipt, and keeps its own log of receipts. */
export interface Gateway {
  /** Resolves when every event of the batch was acknowledged. */
  send(...events: readonly ReportedEvent[]): Promise<void>
  /** What was said to each event at last, by its id; in the order of the first receipts. */
  readonly acknowledged: ReadonlyMap<string, 'accepted' | 'duplicate'>
  /** Statuses by which a hub said that it cannot take events now. */
  readonly excuses: ReadonlySet<number>
  /** Each time it said so. */
  readonly putOff: readonly PutOff[]
}

export interface PutOff {
  readonly status: number
  readonly retryAfter: string | null
  /** How long it took to say so, in milliseconds. */
  readonly took: number
}

export async function aGateway({
  pool,
  plant,
  hubs,
  system = 'mes',
  patience = 10_000,
  written = new Map(),
}: {
  readonly pool: pg.Pool
  readonly plant: string
  readonly system?: string
  /** How long it waits for an answer before it tries the next hub, in milliseconds. */
  readonly patience?: number
  /** Its events as it wrote them, kept over its restarts: an event is the same to the last letter, however often it is sent. */
  readonly written?: Map<string, object>
  /** Addresses of hubs on one database; one that does not answer is left for the next. */
  readonly hubs: readonly (() => string)[]
}): Promise<Gateway> {
  const grant = { plant, system, types: ['*'], days: 30, by: 'test' }
  const key = await createKey(databaseOf(pool), 'centre', uuids(systemClock), systemClock.now(), grant)
  const acknowledged = new Map<string, 'accepted' | 'duplicate'>()
  const excuses = new Set<number>()
  const putOff: PutOff[] = []
  const writing = (event: ReportedEvent): object => {
    if (!written.has(event.id)) written.set(event.id, cloudEvent(`/plants/${plant}/systems/${system}`, event))
    return written.get(event.id)!
  }
  let turn = 0

  async function post(events: readonly ReportedEvent[]): Promise<readonly ReportedEvent[]> {
    const url = hubs[turn++ % hubs.length]!()
    const asked = performance.now()
    const answer = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events.map(writing)),
      signal: AbortSignal.timeout(patience),
    })
    if (answer.status >= 500 || answer.status === 429) {
      excuses.add(answer.status)
      const took = performance.now() - asked
      putOff.push({ status: answer.status, retryAfter: answer.headers.get('retry-after'), took })
      throw new Error(`the hub said ${answer.status}`)
    }
    const { receipts = [] } = (await answer.json()) as { receipts?: readonly { status: string }[] }
    return events.filter((event, at) => {
      const status = receipts[at]?.status
      if (status !== 'accepted' && status !== 'duplicate')
        throw new TypeError(`${event.type} ${event.id} was answered by ${JSON.stringify(receipts[at])}`)
      acknowledged.set(event.id, status)
      return false
    })
  }

  return {
    acknowledged,
    excuses,
    putOff,
    async send(...events) {
      for (let left = events; left.length > 0;)
        try {
          left = await post(left)
        } catch (error) {
          // What can never be acknowledged is the test's own mistake; all else passes.
          if (error instanceof TypeError && !('cause' in error)) throw error
          await pause(100)
        }
    },
  }
}

const cloudEvent = (source: string, { id, type, data }: ReportedEvent) => ({
  specversion: '1.0',
  id,
  source,
  type: `mfg.production.${type}.v1`,
  time: systemClock.now(),
  data,
})
