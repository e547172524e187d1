import type { Statement } from '#kernel/sql'
import { type Instant, epochMilliseconds, later, minutes } from '#kernel/time'
import { catalogue, kindOf } from '#model/catalogue'
import { RECORD_CHANGED, RECORD_CHANGED_TITLE } from '#model/erp-change'
import { CLOCK_COMPARED } from '#model/clock'
import { RECORD_KEPT, RECORD_KEPT_TITLE } from '#model/kept-record'
import { NOTICE_WANTED, NOTICE_WANTED_TITLE } from '#model/notice'
import { RECORD_READ, RECORD_READ_TITLE } from '#model/record-read'
import { MessageList, MessageQuery, MessageRow } from '../contract.ts'
import type { FlowCard } from '../parts.ts'
import { route } from '../routes/route.ts'
import { planned, plantsFor, type Reader } from './reader.ts'
import { wordsOf } from './words.ts'

const listMessages = planned('list-messages')
const findMessages = planned('find-messages')
const findCoded = planned('find-coded')
const findOpen = planned('find-open')

/** How many each of these finds at most, to choose from by whatever else was asked for. */
const FOUND = 1000
/** So many pages of them where nothing else was. */
const PAGES = 2

export const messagesRoute = route(
  {
    name: 'listMessages',
    method: 'GET',
    path: '/api/v1/messages',
    access: ['messages.read'],
    summary: 'Events and where they stand, newest first',
    query: MessageQuery,
    answer: MessageList,
  },
  ({ reader, query }, { flows }) => readMessages(reader, query, flows),
)

export async function readMessages(
  reader: Reader,
  query: MessageQuery,
  flows: readonly FlowCard[],
): Promise<MessageList> {
  const { database, home } = reader
  const plants = plantsFor(reader, 'messages.read', query.plant)
  const limit = query.limit ?? 50
  const before = query.before && isId(query.before) ? query.before : null
  const most = !plants && isOneQuestion(query) ? Math.min(FOUND, PAGES * limit) : FOUND
  const { candidates, further } = await found(reader, query, before, most)
  const rows = await database.all<MessageDbRow>(listMessages, [
    home,
    plants,
    before,
    typesOf(query, flows),
    candidates,
    query.progress?.split(',') ?? null,
    query.code ?? null,
    query.flow ?? null,
    query.since ?? null,
    query.until ?? null,
    query.since ? idAt(later(query.since, -minutes(1))) : null,
    query.until ? idAt(later(query.until, minutes(1))) : null,
    query.repeated === 'yes',
    limit,
  ])
  const items = rows.map(rowFrom)
  return { items, next: items.length === limit ? items.at(-1)!.messageId : further }
}

interface Found {
  /** Null when nothing was asked for that finds any. */
  readonly candidates: readonly string[] | null
  /** Where there may be more, when one question had more answers than fit. */
  readonly further: string | null
}

/** What a word, a code and a standing leave to choose from, each found by its indexes. */
async function found(
  { database, home }: Reader,
  { q, code, progress }: MessageQuery,
  before: string | null,
  most: number,
): Promise<Found> {
  const word = q?.trim()
  const standings = progress?.split(',')
  const asked = async (question: Statement, values: readonly unknown[]) =>
    (await database.all<{ readonly message_id: string }>(question, values)).map(({ message_id }) => message_id)
  const [meant, ...standing] = await Promise.all([
    word ? asked(findMessages, [word, isId(word) ? word : null, streams, home, wordsOf(word, false)]) : null,
    code ? asked(findCoded, [home, code, before, most]) : null,
    standings && !standings.includes('closed') ? asked(findOpen, [home, standings, before, most]) : null,
  ])
  const paged = standing.filter((ids) => ids !== null)
  const further =
    paged
      .filter(({ length }) => length === most)
      .map(least)
      .sort()
      .at(-1) ?? null
  const given = meant ? [meant, ...paged] : paged
  if (given.length === 0) return { candidates: null, further }
  const [first, ...others] = given.map((ids) => new Set(ids))
  const candidates = [...first!].filter(
    (id) => others.every((other) => other.has(id)) && (further === null || id >= further),
  )
  return { candidates, further }
}

const isOneQuestion = ({ before: _before, limit: _limit, ...asked }: MessageQuery): boolean =>
  Object.values(asked).filter((one) => one !== undefined).length === 1

const least = (ids: readonly string[]): string => ids.reduce((one, other) => (other < one ? other : one))

const streams = [...new Set([...catalogue.map(({ stream }) => stream), 'erp-record'])]

/** A flow takes certain types; naming them lets the index find its messages. */
function typesOf({ type, flow }: MessageQuery, flows: readonly FlowCard[]): readonly string[] | null {
  if (type) return [type]
  return flows.find(({ name }) => name === flow)?.on ?? null
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The first id that can have been made at a moment: ids begin with their time. */
export const idAt = (at: Instant): string => {
  const head = Math.max(0, epochMilliseconds(at)).toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8, 12)}-0000-0000-000000000000`
}

export interface MessageDbRow {
  message_id: string
  plant: string
  type: string
  source: string
  id: string
  stream: string
  key: string
  occurred_at: string
  received_at: string
  correlation: string
  duplicates: number
  progress: string
  verdict: string | null
  code: string | null
  sentence: string | null
  subject: string
  waits_for?: string | null
  wait_until?: string | null
}

/** What the hub says to itself, or keeps unread, has no kind in the catalogue. */
const ours: Readonly<Record<string, string>> = {
  [RECORD_KEPT]: RECORD_KEPT_TITLE,
  [RECORD_CHANGED]: RECORD_CHANGED_TITLE,
  [NOTICE_WANTED]: NOTICE_WANTED_TITLE,
  'hub.effect.answered.v1': 'Answer to an effect',
  'hub.reminder.due.v1': 'Reminder',
  [CLOCK_COMPARED]: 'Clock compared',
  [RECORD_READ]: RECORD_READ_TITLE,
}

export const titleOf = (type: string): string => kindOf(type)?.title ?? ours[type] ?? type

export const rowFrom = (row: MessageDbRow): MessageRow =>
  MessageRow.parse({
    messageId: row.message_id,
    plant: row.plant,
    type: row.type,
    title: titleOf(row.type),
    source: row.source,
    id: row.id,
    subject: row.subject,
    stream: row.stream,
    key: row.key,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    progress: row.progress,
    verdict: row.verdict,
    code: row.code,
    sentence: row.sentence,
    correlation: row.correlation,
    duplicates: row.duplicates,
    waiting: row.waits_for ? { what: row.waits_for, until: row.wait_until ?? null } : null,
  })
