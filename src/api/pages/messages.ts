import { z } from 'zod'
import { statementsIn } from '#kernel/sql'
import { kindOf } from '#model/catalogue'
import { type MessageList, MessageRow, progresses } from '../contract.ts'
import { plantsFor, type Reader } from './reader.ts'

const listMessages = statementsIn(new URL('../index.ts', import.meta.url).href)('list-messages')

export const MessageQuery = z.strictObject({
  q: z.string().trim().max(200).optional(),
  type: z.string().max(128).optional(),
  progress: z.enum(progresses).optional(),
  plant: z.string().max(32).optional(),
  code: z.string().max(64).optional(),
  flow: z.string().max(64).optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type MessageQuery = z.infer<typeof MessageQuery>

export async function readMessages(reader: Reader, query: MessageQuery): Promise<MessageList> {
  const rows = await reader.database.all<MessageDbRow>(listMessages, [
    reader.home,
    plantsFor(reader, 'messages.read', query.plant),
    query.before ?? null,
    query.type ?? null,
    query.q || null,
    query.progress ?? null,
    query.code ?? null,
    query.flow ?? null,
    query.limit,
  ])
  const items = rows.map(rowFrom)
  return { items, next: items.length === query.limit ? items.at(-1)!.messageId : null }
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
}

export const titleOf = (type: string): string => kindOf(type)?.title ?? type

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
  })
