import type { NewMessage } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { Unavailable } from '#kernel/failure'
import { type Sql, type Statement, statementsIn } from '#kernel/sql'
import type { MaintenanceBookName, MaintenanceBooks } from '#model/ports/maintenance-books'
import { RECORD_READ, type RecordRead } from '#model/record-read'
import { OVERTAKEN } from './kept.ts'
import type { LookParts } from './look.ts'

const sql = statementsIn(import.meta.url)
const readUnread = sql('read-unread')
const nextUnread = sql('next-unread')
const keepUnread = sql('keep-unread')
const forgetUnread = sql('forget-unread')

/** A record that was not understood, why, and whose people are told. */
interface Unread {
  readonly record: string
  readonly plant: string
  readonly why: string
}

/** Records of one book that are not understood: somebody is told of each once, and it is over when it is understood. */
export function unreadOf(
  { system, plants }: Pick<MaintenanceBooks, 'system' | 'plants'>,
  book: MaintenanceBookName,
  parts: Omit<LookParts, 'deadline'>,
) {
  const { database, home } = parts
  const here = [home, system, book]
  const known = async (records: readonly string[]): Promise<readonly Unread[]> =>
    records.length === 0 ? [] : database.all<Unread>(readUnread, [...here, records])

  /** All of them are written down by this process, or none: another one that looks at the same book has told of them. */
  async function tell(all: readonly Unread[], statement: Statement, values: readonly unknown[]): Promise<void> {
    const understood = statement === forgetUnread
    const messages = all.map(({ record, plant, why }) => {
      const data = { name: `${book} ${record}`, system, book, record, ...(understood ? {} : { why }) }
      return messageOf(data, plant, parts)
    })
    await parts.acceptBeside(messages, async (on: Sql) => {
      if ((await on.all(statement, [...here, ...values])).length < all.length)
        throw new Unavailable(OVERTAKEN, `Another process of the hub has looked at the ${book} of ${system} meanwhile`)
    })
  }

  return {
    /** They were read and not understood. Of a record that never was nobody knows the plant. */
    async found(
      unread: readonly { readonly record: string; readonly why: string }[],
      plantOf: (record: string) => string | undefined,
    ) {
      const before = new Map((await known(unread.map(({ record }) => record))).map((one) => [one.record, one]))
      const fresh = unread
        .filter(({ record, why }) => before.get(record)?.why !== why)
        .map((one) => ({ ...one, plant: before.get(one.record)?.plant ?? plantOf(one.record) ?? plants[0]! }))
      if (fresh.length === 0) return
      await tell(fresh, keepUnread, [
        fresh.map(({ record }) => record),
        fresh.map(({ plant }) => plant),
        fresh.map(({ why }) => why),
      ])
    },

    /** They were read and understood, or are there no more. */
    async settled(records: readonly string[]): Promise<void> {
      const over = await known(records)
      if (over.length > 0) await tell(over, forgetUnread, [over.map(({ record }) => record)])
    },

    /** The next few, in turn. */
    async next(after: string, atMost: number): Promise<readonly string[]> {
      const rows = await database.all<{ record: string }>(nextUnread, [...here, after, atMost])
      return rows.map(({ record }) => record)
    },
  }
}

/** The hub says to itself what it found, so that a flow judges it as anything else. */
function messageOf(
  data: RecordRead,
  plant: string,
  { home, ids, now }: Pick<LookParts, 'home' | 'ids' | 'now'>,
): NewMessage {
  const messageId = ids()
  const source = `/plants/${plant}/systems/hub.${home}`
  const id = `record.${messageId}`
  const at = now()
  return {
    ...{ messageId, plant, stream: 'system', key: `${data.system} ${data.name}`, source, id, type: RECORD_READ },
    ...{ nature: 'movement', urgency: 'bulk', occurredAt: at, receivedAt: at, correlation: id, origin: 'live' },
    receivedFrom: 'hub',
    payloadHash: sha256(canonicalJson(data as unknown as Json)),
    body: data as unknown as Json,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type: RECORD_READ, time: at, data }),
  }
}
