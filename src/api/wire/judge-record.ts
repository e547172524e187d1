import type { NewMessage } from '#engine'
import type { SystemKey } from '#governance/keys'
import type { WireSystem } from '#governance/wire-systems'
import { type Json, sha256 } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { FieldProblem } from '#model/field-table/preview'
import { translate } from '#model/field-table/translate'
import { type KeptRecord, RECORD_KEPT } from '#model/kept-record'
import type { Problem } from '../contract.ts'
import { type EventRefusal, type EventVerdict, judgeEvent } from '../door/judge-event.ts'

export type RecordVerdict =
  /** The table says it means nothing. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'taken'; readonly verdicts: readonly EventVerdict[] }
  | { readonly kind: 'refused'; readonly refusal: Omit<EventRefusal, 'id' | 'source'> }

/** A record as it came: what was read of it, and its bytes. */
export interface Sent {
  readonly record: unknown
  readonly bytes: Uint8Array
}

/**
 * Judges a record by the table of its system: all of its events, or none. What the table lacks a word for is taken and
 * kept for a steward, since no sender can heal that; what is malformed goes back.
 */
export function judgeRecord(
  { record, bytes }: Sent,
  { id: system, table }: WireSystem,
  key: SystemKey,
  { ids, now }: { readonly ids: Ids; readonly now: Instant },
): RecordVerdict {
  const wire = sha256(bytes)
  const sent = { bytes, fieldTable: table.table }
  const { kind, events, problems, order } = translate(table, record, { plant: key.plant, system })
  switch (kind) {
    case 'ignored':
      return { kind }
    case 'malformed':
      return { kind: 'refused', refusal: malformed(problems) }
    case 'unmapped': {
      const said: KeptRecord = { table: table.table, types: [...key.types], record }
      const note = {
        code: problems[0]!.code,
        sentence: `Kept until the field table is mended: ${problems[0]!.sentence}`,
      }
      return {
        kind: 'taken',
        verdicts: [{ message: keptAs(said, order, key, { messageId: ids(), now, wire, sent }), note }],
      }
    }
    case 'events': {
      const verdicts = events.map((event) => judgeEvent(event, key, { messageId: ids(), now, wire, sent }))
      const refusals = verdicts.flatMap((verdict) => ('refused' in verdict ? [verdict.refused] : []))
      const [first] = refusals
      if (!first) return { kind: 'taken', verdicts }
      const { status, code, sentence } = first
      const errors = refusals.map((refusal) => ({ pointer: '', code: refusal.code, detail: refusal.sentence }))
      return { kind: 'refused', refusal: { status, code, sentence, errors } }
    }
  }
}

/** More than anybody mends at once is not listed. */
const MOST = 100

function malformed(problems: readonly FieldProblem[]): Omit<EventRefusal, 'id' | 'source'> {
  const [{ code, sentence }] = problems as readonly [FieldProblem]
  return {
    status: 422,
    code,
    sentence: problems.length === 1 ? sentence : `${sentence} And ${problems.length - 1} more.`,
    errors: problemsAsErrors(problems),
  }
}

export const problemsAsErrors = (problems: readonly FieldProblem[]): NonNullable<Problem['errors']> =>
  problems.slice(0, MOST).map(({ pointer, code, sentence }) => ({ pointer, code, detail: sentence }))

/**
 * The record itself as a message, known by its bytes. It holds nobody in its lane; but an order that it is about is not
 * closed over its head.
 */
function keptAs(
  said: KeptRecord,
  order: string | undefined,
  { plant, system, keyId }: SystemKey,
  { messageId, now, wire, sent }: Pick<NewMessage, 'messageId' | 'wire' | 'sent'> & { readonly now: Instant },
): NewMessage {
  const id = `record/${wire}`
  const source = `/plants/${plant}/systems/${system}`
  return {
    messageId,
    plant,
    ...(order === undefined ? { stream: 'system', key: system } : { stream: 'production-order', key: order }),
    source,
    id,
    type: RECORD_KEPT,
    nature: 'movement',
    urgency: 'bulk',
    occurredAt: now,
    receivedAt: now,
    correlation: id,
    origin: 'live',
    receivedFrom: `${system} (${keyId})`,
    payloadHash: wire!,
    body: said as unknown as Json,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type: RECORD_KEPT, time: now, data: said }),
    ...(wire ? { wire } : {}),
    ...(sent ? { sent } : {}),
  }
}
