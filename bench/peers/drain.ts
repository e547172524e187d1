import type { Queue, Told } from './queue.ts'

/** How many come in one commit, and how many keys they are of: a plant's batch holds several events of one order. */
const BATCH = 100
const KEYS_OF_A_BATCH = 20

/**
 * Fills a queue, then has it emptied by an effect that takes a millisecond. Prints how long emptying took, and how often
 * an event of a key was handled that was not the next one of its key.
 */
export async function drain(queue: Queue, count: number, keys: number): Promise<void> {
  const events = Array.from({ length: count }, (_, at) => eventAt(at, keys))
  for (let from = 0; from < count; from += BATCH)
    await queue.put(events.slice(from, from + BATCH).map(({ told }) => told))

  const places = new Map<string, number>(events.map(({ told, place }) => [told.id, place]))
  const reached = new Map<string, number>()
  const done = Promise.withResolvers<void>()
  const handled = new Set<string>()
  let disordered = 0
  const from = performance.now()
  await queue.take(async ({ id, key }) => {
    if (!handled.has(id)) {
      const place = places.get(id)!
      if (place !== (reached.get(key) ?? 0)) disordered++
      reached.set(key, place + 1)
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
    handled.add(id)
    if (handled.size === count) done.resolve()
  })
  await done.promise
  console.log(JSON.stringify({ seconds: (performance.now() - from) / 1000, disordered }))
  process.exit(0)
}

/** Batches go round the keys, and each brings five events of a key, one after the other. */
function eventAt(at: number, keys: number): { readonly told: Told; readonly place: number } {
  const batch = Math.floor(at / BATCH)
  const within = at % BATCH
  const key = (batch * KEYS_OF_A_BATCH + Math.floor(within / (BATCH / KEYS_OF_A_BATCH))) % keys
  const rounds = Math.floor((batch * KEYS_OF_A_BATCH) / keys)
  const each = BATCH / KEYS_OF_A_BATCH
  return {
    told: { id: `event-${at}`, key: `key-${key}`, event: { at } },
    place: rounds * each + (within % each),
  }
}
