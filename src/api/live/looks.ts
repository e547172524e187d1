import type { Database } from '#kernel/sql'
import { type Instant, later, seconds } from '#kernel/time'
import { idAt } from '../pages/messages.ts'
import { prepared } from '../pages/reader.ts'
import { type Topic, topicsOf } from './topics.ts'

const lookAtAudit = prepared('look-at-audit')
const lookAtMessages = prepared('look-at-messages')
const lookAtOpen = prepared('look-at-open')

/** What changed, where. */
export type Changes = ReadonlyMap<string, ReadonlySet<Topic>>

/** Ids are made before they are committed, by several clocks: a look goes back this far for those that came late. */
const OVERLAP = seconds(3)
const OPEN_EVERY = seconds(15)

/** Looks at what moved since the last look. Each look costs a few index pages, however much is in the tables. */
export function looker({ database, home, now }: { database: Database; home: string; now: () => Instant }) {
  const audit = since<{ id: string; plant: string; action: string; verdict: string | null }>(lookAtAudit)
  const messages = since<{ id: string; plant: string }>(lookAtMessages)
  let openAt = now()

  function since<Row extends { id: string }>(statement: typeof lookAtAudit): () => Promise<readonly Row[]> {
    let from = idAt(later(now(), -OVERLAP))
    let known = new Set<string>()
    return async () => {
      const at = now()
      const rows = await database.all<Row>(statement, [home, from])
      const fresh = rows.filter(({ id }) => !known.has(id))
      const again = idAt(later(at, -OVERLAP))
      // More than fits in one look: the next one goes on where this one ended.
      const full = rows.length === 2000 ? rows.at(-1)!.id : again
      from = full < again ? full : again > from ? again : from
      known = new Set(rows.flatMap(({ id }) => (id > from ? [id] : [])))
      return fresh
    }
  }

  return async (): Promise<Changes> => {
    const changes = new Map<string, Set<Topic>>()
    const add = (plant: string, topics: readonly Topic[]) => {
      const before = changes.get(plant) ?? new Set()
      changes.set(plant, before)
      for (const topic of topics) before.add(topic)
    }
    for (const { plant, action, verdict } of await audit()) add(plant, topicsOf(action, verdict))
    for (const { plant } of await messages()) add(plant, ['today', 'messages', 'orders'])
    if (now() >= openAt) {
      openAt = later(now(), OPEN_EVERY)
      for (const { plant } of await database.all<{ plant: string }>(lookAtOpen, [home])) add(plant, ['today'])
    }
    return changes
  }
}
