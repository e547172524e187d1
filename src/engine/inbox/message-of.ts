import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { epochMilliseconds, type Instant, instant } from '#kernel/time'
import { type EventKind, subjectOf } from '#model/catalogue'
import type { CloudEvent, Message } from '#model/message'
import type { NewMessage } from '../store.ts'

/** How an event came here: who handed it in, when, and what it was made of. */
export type Coming = Pick<Message, 'messageId' | 'plant' | 'receivedAt' | 'receivedFrom' | 'causation' | 'wire'> &
  Pick<NewMessage, 'sent'> & {
    /** The event as it was written, when it was. */
    readonly text?: string
  }

/** An event of the catalogue as a message: its place in a lane, its clocks, its hash. Its data were read by their schema. */
export function messageOf(event: CloudEvent, kind: EventKind, data: object, { text, ...coming }: Coming): NewMessage {
  const body = data as unknown as Json
  const occurredAt = utc(event.time)
  const key = subjectOf(kind, data)
  const message: { -readonly [Field in keyof NewMessage]: NewMessage[Field] } = {
    ...coming,
    stream: kind.stream,
    key,
    source: event.source,
    id: event.id,
    type: event.type,
    nature: kind.nature,
    urgency: kind.urgency,
    occurredAt,
    correlation: event.correlationid ?? `${kind.stream}/${key}`,
    origin: event.origin ?? 'live',
    payloadHash: sha256(canonicalJson({ type: event.type, time: occurredAt, data: body })),
    body,
    eventText: text ?? JSON.stringify(event),
  }
  if (event.recordedtime) message.recordedAt = utc(event.recordedtime)
  if (event.traceparent) message.traceparent = event.traceparent
  if (event.sequence) message.sequence = event.sequence
  if (event.actor) message.actor = event.actor
  return message
}

/** As `instant` would write it; most sources do already, and the schema has seen that there is such a day. */
const utc = (moment: string): Instant =>
  moment.length === 24 && moment.endsWith('Z') ? moment : instant(epochMilliseconds(moment))
