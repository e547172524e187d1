import type pg from 'pg'
import type { NewMessage } from '../store.ts'
import { bigints, bytes, floats, jsons, moments, smallints, texts, uuids } from './arrays.ts'
import { urgencyNumber } from './columns.ts'
import { laneName, type LaneNumbers } from './lane-numbers.ts'
import { statement } from './statements.ts'

const acceptStatement = statement('accept')

/** What all the messages of one lane add to it. */
interface Addition {
  readonly laneId: number
  readonly urgency: number
  readonly after: number
  messages: number
}

/**
 * Writes messages down whose names differ, all or none: false, and nothing is written, when one of them is known.
 * Between two sessions that bring the same name at the same time, the second fails (`isNameTaken`).
 */
export async function acceptNew(
  session: Pick<pg.Pool, 'query'>,
  home: string,
  numbers: LaneNumbers,
  messages: readonly NewMessage[],
): Promise<boolean> {
  const numberOf = await numbers(messages)
  const additions = new Map<string, Addition>()
  const placed = messages.map((message) => {
    const name = laneName(message)
    const before = additions.get(name)
    const { after = 0 } = message
    const urgency = urgencyNumber[message.urgency]
    const addition: Addition = before
      ? { ...before, urgency: Math.min(before.urgency, urgency), after: Math.min(before.after, after) }
      : { laneId: numberOf.get(name)!, urgency, after, messages: 0 }
    addition.messages++
    additions.set(name, addition)
    return { message, name, nth: addition.messages }
  })
  const lanes = [...additions.values()].sort((one, other) => one.laneId - other.laneId)
  const given = placed.sort((one, other) => byName(one.message, other.message))
  const column = <Value>(
    as: (values: readonly (Value | undefined)[]) => Buffer,
    read: (message: NewMessage) => Value | undefined,
  ) => as(given.map(({ message }) => read(message)))
  const { rowCount } = await session.query({
    ...acceptStatement,
    values: [
      home,
      bigints(lanes.map(({ laneId }) => laneId)),
      bigints(lanes.map((lane) => lane.messages)),
      smallints(lanes.map(({ urgency }) => urgency)),
      floats(lanes.map(({ after }) => after)),
      column(texts, (m) => m.id),
      column(texts, (m) => m.source),
      column(uuids, (m) => m.messageId),
      column(bytes, (m) => m.payloadHash),
      bigints(given.map(({ name }) => additions.get(name)!.laneId)),
      bigints(given.map(({ name, nth }) => additions.get(name)!.messages - nth)),
      column(texts, (m) => m.plant),
      column(texts, (m) => m.type),
      column(texts, (m) => m.stream),
      column(texts, (m) => m.key),
      column(texts, (m) => m.nature),
      column(smallints, (m) => urgencyNumber[m.urgency]),
      column(moments, (m) => m.occurredAt),
      column(moments, (m) => m.recordedAt),
      column(moments, (m) => m.receivedAt),
      column(texts, (m) => (m.correlation === `${m.stream}/${m.key}` ? undefined : m.correlation)),
      column(uuids, (m) => m.causation),
      column(texts, (m) => m.traceparent),
      column(texts, (m) => m.origin),
      column(texts, (m) => m.actor),
      column(texts, (m) => m.receivedFrom),
      column(jsons, (m) => m.eventText),
      column(texts, (m) => m.wire),
    ],
  })
  return rowCount === messages.length
}

/** The same order in every process, whatever the database's collation. */
const byName = (one: NewMessage, other: NewMessage): number => {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1
  return one.source < other.source ? -1 : 1
}

/** Whether another session has just brought one of the names. */
export const isNameTaken = (error: unknown): boolean => isAbout(error, 'constraint', 'seen_once')

/** Whether it waited for another session that waited for it, and gave way. */
export const isRing = (error: unknown): boolean => isAbout(error, 'code', '40P01')

/** Whether a lane is not there (any more): the database is another one than it was. */
export const isLaneGone = (error: unknown): boolean => isAbout(error, 'column', 'seq')

function isAbout(error: unknown, field: 'code' | 'constraint' | 'column', name: string): boolean {
  const told = error as { readonly [field in typeof field]?: string } & { readonly cause?: unknown }
  return told?.[field] === name || (told?.cause !== undefined && isAbout(told.cause, field, name))
}
