import type pg from 'pg'
import { systemOf } from '#model/message'
import { assertWhole } from '../inbox/whole.ts'
import type { Acceptance, NewMessage } from '../store.ts'
import { columns, urgencyNumber } from './columns.ts'
import { transaction } from './connect.ts'
import { statement } from './statements.ts'

const acceptStatement = statement('accept')
const keepWire = statement('keep-wire')
const countDuplicates = statement('count-duplicates')

type Session = Pick<pg.Pool, 'query'>

/** Writes down what came to the door. A record's bytes are kept with what it became, in one transaction, or not at all. */
export function acceptAtTheDoor(
  pool: pg.Pool,
  home: string,
  messages: readonly NewMessage[],
): Promise<readonly Acceptance[]> {
  if (messages.every(({ wire }) => wire === undefined)) return acceptWith(pool, home, messages)
  return transaction(pool, async (session) => {
    const acceptances = await acceptWith(session, home, messages)
    assertWhole(messages, acceptances)
    await keep(
      session,
      home,
      messages.filter((_, at) => acceptances[at]!.kind === 'accepted'),
    )
    return acceptances
  })
}

async function keep(session: Session, home: string, messages: readonly NewMessage[]): Promise<void> {
  const kept = [...new Map(messages.map((message) => [`${message.plant} ${message.wire}`, message])).values()]
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

/** Writes messages down; used by the door and, inside the sender's commit, for answers. */
export async function acceptWith(
  session: Session,
  home: string,
  messages: readonly NewMessage[],
): Promise<readonly Acceptance[]> {
  // The first of several with one id in the same batch speaks for it; the others meet it as a duplicate.
  const firsts = new Map<string, NewMessage>()
  for (const message of messages) {
    if (!firsts.has(nameOf(message))) firsts.set(nameOf(message), message)
  }
  const given = [...firsts.values()]
  const { rows } = await session.query<{ message_id: string }>({
    ...acceptStatement,
    values: [
      home,
      ...columns(
        given,
        (m) => m.messageId,
        (m) => m.plant,
        (m) => m.source,
        (m) => m.id,
        (m) => m.type,
        (m) => m.stream,
        (m) => m.key,
        (m) => m.nature,
        (m) => urgencyNumber[m.urgency],
        (m) => m.occurredAt,
        (m) => m.recordedAt,
        (m) => m.receivedAt,
        (m) => m.correlation,
        (m) => m.causation,
        (m) => m.traceparent,
        (m) => m.origin,
        (m) => m.actor,
        (m) => m.receivedFrom,
        (m) => m.payloadHash,
        (m) => m.eventText,
        (m) => m.after,
        (m) => m.wire,
      ),
    ],
  })
  const fresh = new Set(rows.map((row) => row.message_id))
  const isNew = (message: NewMessage) => fresh.has(message.messageId) && firsts.get(nameOf(message)) === message
  const repeated = messages.filter((message) => !isNew(message))
  const known = repeated.length > 0 ? await knownOf(session, repeated) : new Map<string, Known>()

  return messages.map((message) => {
    if (isNew(message)) return { kind: 'accepted', messageId: message.messageId }
    const first = known.get(nameOf(message))
    if (!first) throw new Error(`${message.source} ${message.id} is neither new nor known`)
    return { kind: first.hash === message.payloadHash ? 'duplicate' : 'conflict', messageId: first.messageId }
  })
}

const nameOf = ({ source, id }: Pick<NewMessage, 'source' | 'id'>): string => `${source} ${id}`

interface Known {
  readonly messageId: string
  readonly hash: string
}

async function knownOf(session: Session, repeated: readonly NewMessage[]): Promise<Map<string, Known>> {
  const { rows } = await session.query<{ source: string; id: string; message_id: string; payload_hash: string }>({
    ...countDuplicates,
    values: columns(
      repeated,
      (m) => m.source,
      (m) => m.id,
    ),
  })
  return new Map(rows.map((row) => [nameOf(row), { messageId: row.message_id, hash: row.payload_hash }]))
}
