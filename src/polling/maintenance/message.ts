import type { NewMessage } from '#engine'
import { type Json, sha256 } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { kindOf, subjectOf } from '#model/catalogue'
import type { News } from './news.ts'

export interface Telling {
  readonly plant: string
  readonly system: string
  readonly ids: Ids
  readonly now: () => Instant
}

/** What is new in a CMMS as a message; the same change has the same name, and so is the same message. */
export function messageOf(
  { type, id, occurredAt, recordedAt, data }: News,
  { plant, system, ids, now }: Telling,
): NewMessage {
  const kind = kindOf(type)!
  const body = kind.schema.parse(data)
  const key = subjectOf(kind, body)
  const source = `/plants/${plant}/systems/${system}`
  const event = { specversion: '1.0', id, source, type, time: occurredAt, recordedtime: recordedAt, data: body }
  return {
    messageId: ids(),
    plant,
    stream: kind.stream,
    key,
    source,
    id,
    type,
    nature: kind.nature,
    urgency: kind.urgency,
    occurredAt,
    recordedAt,
    receivedAt: now(),
    correlation: `${kind.stream}/${key}`,
    origin: 'live',
    receivedFrom: system,
    payloadHash: sha256(id),
    body: body as unknown as Json,
    eventText: JSON.stringify(event),
  }
}
