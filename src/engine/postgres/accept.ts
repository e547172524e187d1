import type pg from 'pg'
import type { NewMessage } from '../store.ts'
import { bigints, bytes, floats, jsons, moments, smallints, texts, uuids } from './arrays.ts'
import { urgencyNumber } from './columns.ts'
import { laneName, type LaneNumbers } from './lane-numbers.ts'
import { Manners } from './manners.ts'
import { statement } from './statements.ts'

const acceptStatement = statement('accept')

/** What all the messages of one lane add to it. */
interface Addition {
  readonly laneId: number
  urgency: number
  after: number
  messages: number
  /** The least id of them. */
  first: string
}

/** A message with its lane, its place among those that come to it with it, and its manner. */
interface Placed {
  readonly message: NewMessage
  readonly addition: Addition
  readonly nth: number
  readonly manner: number
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
  const manners = new Manners()
  const placed = messages.map((message): Placed => {
    const name = laneName(message)
    const urgency = urgencyNumber[message.urgency]
    const { after = 0 } = message
    let addition = additions.get(name)
    const first = message.messageId
    if (!addition) additions.set(name, (addition = { laneId: numberOf.get(name)!, urgency, after, messages: 0, first }))
    if (first < addition.first) addition.first = first
    addition.urgency = Math.min(addition.urgency, urgency)
    addition.after = Math.min(addition.after, after)
    return { message, addition, nth: ++addition.messages, manner: manners.of(message) }
  })
  const lanes = [...additions.values()].sort((one, other) => one.laneId - other.laneId)
  const given = placed.sort((one, other) => byName(one.message, other.message))
  const { rowCount } = await session.query({
    ...acceptStatement,
    values: [
      home,
      bigints(lanes, (lane) => lane.laneId),
      bigints(lanes, (lane) => lane.messages),
      smallints(lanes, (lane) => lane.urgency),
      floats(lanes, (lane) => lane.after),
      texts(given, ({ message }) => message.id),
      texts(given, ({ message }) => message.source),
      uuids(given, ({ message }) => message.messageId),
      bytes(given, ({ message }) => message.payloadHash),
      bigints(given, ({ addition }) => addition.laneId),
      bigints(given, ({ addition, nth }) => addition.messages - nth),
      moments(given, ({ message }) => message.occurredAt),
      jsons(given, ({ message }) => message.eventText),
      bigints(given, ({ manner }) => manner),
      ...manners.columns(),
      uuids(lanes, ({ first }) => first),
    ],
  })
  return rowCount === messages.length
}

/** The same order in every process, whatever the database's collation. */
const byName = (one: NewMessage, other: NewMessage): number => {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1
  return one.source < other.source ? -1 : 1
}

/** Another session has just brought one of the names: nothing was written, and they are known when asked for again. */
export const nameTaken = (): Error =>
  Object.assign(new Error('an event became known meanwhile'), { constraint: 'seen_once' })

export const isNameTaken = (error: unknown): boolean => isAbout(error, 'constraint', 'seen_once')

/** Whether it waited for another session that waited for it, and gave way. */
export const isRing = (error: unknown): boolean => isAbout(error, 'code', '40P01')

/** Whether a lane is not there (any more): the database is another one than it was. */
export const isLaneGone = (error: unknown): boolean => isAbout(error, 'column', 'plant')

function isAbout(error: unknown, field: 'code' | 'constraint' | 'column', name: string): boolean {
  const told = error as { readonly [field in typeof field]?: string } & { readonly cause?: unknown }
  return told?.[field] === name || (told?.cause !== undefined && isAbout(told.cause, field, name))
}
