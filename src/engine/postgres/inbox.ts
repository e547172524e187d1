import type pg from 'pg'
import type { Sql } from '#kernel/sql'
import { systemOf } from '#model/message'
import { assertWhole } from '../inbox/whole.ts'
import type { Acceptance, NewMessage } from '../store.ts'
import { acceptNew, isLaneGone, isNameTaken, isRing, nameTaken } from './accept.ts'
import { columns } from './columns.ts'
import { sqlOf, transaction } from './connect.ts'
import { laneNumbers, type LaneNumbers, rememberedLaneNumbers } from './lane-numbers.ts'
import { statement } from './statements.ts'

const countDuplicates = statement('count-duplicates')
const keepWire = statement('keep-wire')
const queueReminders = statement('queue-reminders')

type Session = Pick<pg.Pool, 'query'>

const TRIES = 5

/**
 * How the door writes messages down. Almost all are new, so they are taken for new, in one statement, until one turns
 * out to be known; then each is looked up first, until all are new again.
 */
export function accepting(
  pool: pg.Pool,
  home: string,
): (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]> {
  const remembered = rememberedLaneNumbers(laneNumbers(pool, home))
  let repeats = false

  async function attempt(messages: readonly NewMessage[]): Promise<readonly Acceptance[]> {
    const firsts = firstsOf(messages)
    const isPlain = messages.every(({ after, wire }) => after === undefined && wire === undefined)
    if (!repeats && isPlain && firsts.length === messages.length) {
      if (await acceptNew(pool, home, remembered.numbers, messages)) return messages.map(accepted)
      repeats = true
    }
    const answers = await transaction(pool, async (session) => {
      const acceptances = await acceptWith(session, home, messages, remembered.numbers)
      await keepRecords(session, home, messages, acceptances)
      return acceptances
    })
    repeats = answers.some(({ kind }) => kind !== 'accepted')
    return answers
  }

  return async (messages) => {
    for (let again = 0; ; again++)
      try {
        return await attempt(messages)
      } catch (error) {
        // Nothing was written. What another session brought at the same moment is known now; it may be so once more.
        if (again === TRIES) throw error
        if (isNameTaken(error)) repeats = true
        else if (isLaneGone(error)) remembered.forget()
        else if (!isRing(error)) throw error
      }
  }
}

/** Writes messages down in a transaction with something else: answers, reminders, corrections. */
export async function acceptWith(
  session: Session,
  home: string,
  messages: readonly NewMessage[],
  numbers: LaneNumbers = laneNumbers(session, home),
): Promise<readonly Acceptance[]> {
  const known = await knownOf(session, messages)
  const fresh = firstsOf(messages).filter((message) => !known.has(nameOf(message)))
  if (fresh.length > 0 && !(await acceptNew(session, home, numbers, fresh))) throw nameTaken()
  await remind(session, fresh)
  const isFresh = new Set(fresh)
  // The first of several with one name speaks for it; the others meet it as a duplicate.
  const repeated = messages.filter((message) => !known.has(nameOf(message)) && !isFresh.has(message))
  for (const [name, first] of await knownOf(session, repeated)) known.set(name, first)

  return messages.map((message) => {
    if (isFresh.has(message)) return accepted(message)
    const first = known.get(nameOf(message))!
    return { kind: first.hash === message.payloadHash ? 'duplicate' : 'conflict', messageId: first.messageId }
  })
}

/** Writes messages down in one transaction with what its caller writes beside them, such as how far it has read. */
export async function acceptBeside(
  pool: pg.Pool,
  home: string,
  messages: readonly NewMessage[],
  beside: (sql: Sql) => Promise<void>,
): Promise<readonly Acceptance[]> {
  for (let again = 0; ; again++)
    try {
      return await transaction(pool, async (session) => {
        const acceptances = messages.length > 0 ? await acceptWith(session, home, messages) : []
        await beside(sqlOf(session))
        return acceptances
      })
    } catch (error) {
      if (again === TRIES || !(isNameTaken(error) || isRing(error))) throw error
    }
}

/** A record's bytes are kept with what it became, in one transaction, or not at all. */
async function keepRecords(
  session: Session,
  home: string,
  messages: readonly NewMessage[],
  acceptances: readonly Acceptance[],
): Promise<void> {
  assertWhole(messages, acceptances)
  const news = messages.filter((message, at) => message.wire !== undefined && acceptances[at]!.kind === 'accepted')
  const kept = [...new Map(news.map((message) => [`${message.plant} ${message.wire}`, message])).values()]
  const sent = kept.filter((message) => message.sent)
  if (sent.length === 0) return
  await session.query({
    ...keepWire,
    values: [
      home,
      ...columns(
        sent,
        (m) => m.plant,
        (m) => m.wire,
        (m) => systemOf(m.source),
        (m) => m.sent!.fieldTable,
        (m) => m.sent!.bytes,
        (m) => m.receivedAt,
      ),
    ],
  })
}

async function remind(session: Session, messages: readonly NewMessage[]): Promise<void> {
  const later = messages.filter(({ after }) => after !== undefined)
  if (later.length === 0) return
  await session.query({
    ...queueReminders,
    values: columns(
      later,
      ({ messageId }) => messageId,
      ({ after }) => after,
    ),
  })
}

const accepted = ({ messageId }: NewMessage): Acceptance => ({ kind: 'accepted', messageId })

const nameOf = ({ source, id }: Pick<NewMessage, 'source' | 'id'>): string => `${source} ${id}`

function firstsOf(messages: readonly NewMessage[]): readonly NewMessage[] {
  const firsts = new Map<string, NewMessage>()
  for (const message of messages) {
    const name = nameOf(message)
    if (!firsts.has(name)) firsts.set(name, message)
  }
  return [...firsts.values()]
}

interface Known {
  readonly messageId: string
  readonly hash: string
}

/** Those that were accepted before; that they came again is counted. */
async function knownOf(session: Session, messages: readonly NewMessage[]): Promise<Map<string, Known>> {
  if (messages.length === 0) return new Map()
  const { rows } = await session.query<{ source: string; id: string; message_id: string; payload_hash: string }>({
    ...countDuplicates,
    values: columns(
      messages,
      (m) => m.source,
      (m) => m.id,
    ),
  })
  return new Map(rows.map((row) => [nameOf(row), { messageId: row.message_id, hash: row.payload_hash }]))
}
