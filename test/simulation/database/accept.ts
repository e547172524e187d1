import { assertWhole } from '../../../src/engine/inbox/whole.ts'
import type { Acceptance, NewMessage } from '../../../src/engine/store.ts'
import { type InboxRow, least, type Moment, nameOf, type Tables, type Turn, urgencyNumber } from './tables.ts'

/** What comes to the door: what came in one record is accepted whole. */
export function acceptAtTheDoor(tables: Tables, now: Moment, messages: readonly NewMessage[]): readonly Acceptance[] {
  assertWhole(messages, foreseen(tables, messages))
  return accept(tables, now, messages)
}

/** What will become of messages, before anything is written. */
export function foreseen(tables: Tables, messages: readonly NewMessage[]): readonly Pick<Acceptance, 'kind'>[] {
  const hashes = new Map<string, string>()
  return messages.map(({ source, id, payloadHash }) => {
    const name = nameOf(source, id)
    const earlier = hashes.get(name) ?? tables.seen.get(name)?.payloadHash
    hashes.set(name, earlier ?? payloadHash)
    return { kind: earlier === undefined ? 'accepted' : earlier === payloadHash ? 'duplicate' : 'conflict' }
  })
}

/** What `accept.sql` and `count-duplicates.sql` do. */
export function accept(tables: Tables, now: Moment, messages: readonly NewMessage[]): readonly Acceptance[] {
  const fresh: NewMessage[] = []
  const answers = messages.map((message): Acceptance => {
    const name = nameOf(message.source, message.id)
    const known = tables.seen.get(name)
    if (known) {
      known.duplicates++
      const kind = known.payloadHash === message.payloadHash ? 'duplicate' : 'conflict'
      return { kind, messageId: known.messageId }
    }
    const { messageId, payloadHash, plant } = message
    tables.seen.set(name, { messageId, payloadHash, plant, duplicates: 0 })
    fresh.push(message)
    return { kind: 'accepted', messageId }
  })
  const byLane = Map.groupBy(fresh, ({ plant, stream, key }) => nameOf(plant, stream, key))
  for (const group of byLane.values()) queueInLane(tables, now, group)
  return answers
}

function queueInLane(tables: Tables, now: Moment, messages: readonly NewMessage[]): void {
  const { plant, stream, key } = messages[0]!
  const urgency = Math.min(...messages.map((message) => urgencyNumber[message.urgency]))
  const place = { plant, group: stream, key }
  const soonest = now + Math.min(...messages.map(({ after = 0 }) => after))
  const lane = upsertTurn(tables.lanes, tables.laneById, place, messages.length, urgency, soonest)
  let seq = lane.tail - messages.length
  const queue = tables.queue.get(lane.id) ?? []
  tables.queue.set(lane.id, queue)
  for (const message of messages) {
    const readyAt = now + (message.after ?? 0)
    const row: InboxRow = { message, laneId: lane.id, seq: ++seq, progress: 'received', readyAt, attempts: 0 }
    tables.journal.set(message.messageId, { message, laneId: lane.id, seq })
    tables.inbox.set(message.messageId, row)
    queue.push(row)
  }
}

/** Finds or makes a lane or conflict key, and gives places in it to some more. */
export function upsertTurn(
  named: Map<string, Turn>,
  numbered: Map<number, Turn>,
  { plant, group, key }: Pick<Turn, 'plant' | 'group' | 'key'>,
  places: number,
  urgency: number,
  readyAt: Moment,
): Turn {
  const name = nameOf(plant, group, key)
  const known = named.get(name)
  if (known) {
    known.tail += places
    known.urgency = known.readyAt === null ? urgency : Math.min(known.urgency, urgency)
    known.readyAt = least(known.readyAt, readyAt)
    return known
  }
  const id = named.size + 1
  const made: Turn = {
    id,
    plant,
    group,
    key,
    tail: places,
    urgency,
    readyAt,
    owner: null,
    epoch: 0,
    leaseUntil: null,
    deaths: 0,
    suspect: null,
  }
  named.set(name, made)
  numbered.set(id, made)
  return made
}
