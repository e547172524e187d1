import type { Acceptance, NewMessage } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import { type Notice, NOTICE_WANTED } from '#model/notice'

const sql = statementsIn(import.meta.url)
const readUnhanded = sql('read-unhanded')
const markHanded = sql('mark-handed')

export interface HandOverParts {
  readonly database: Database
  readonly home: string
  readonly now: () => Instant
  readonly receive: (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]>
}

/** Notices become messages of the hub to itself, which bear their ids: handed over twice, each is still one. */
export async function handOver({ database, home, now, receive }: HandOverParts): Promise<number> {
  const rows = await database.all<{ notice_id: string; plant: string; body: Notice; made_at: Instant }>(readUnhanded, [
    home,
  ])
  if (rows.length === 0) return 0
  await receive(rows.map((row) => messageFrom(row.notice_id, row.plant, row.body, row.made_at, home)))
  await database.all(markHanded, [rows.map((row) => row.notice_id), now()])
  return rows.length
}

function messageFrom(id: string, plant: string, notice: Notice, at: Instant, home: string): NewMessage {
  const body = notice as unknown as Json
  const source = `/plants/${plant}/systems/hub.${home}`
  return {
    messageId: id,
    plant,
    stream: 'notice',
    key: id,
    source,
    id,
    type: NOTICE_WANTED,
    nature: 'movement',
    // A surge of reports must not keep what is said about it from being heard.
    urgency: 'critical',
    occurredAt: at,
    receivedAt: at,
    correlation: `notice/${id}`,
    origin: 'live',
    receivedFrom: 'hub',
    payloadHash: sha256(canonicalJson(body)),
    body,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type: NOTICE_WANTED, time: at, data: body }),
  }
}
