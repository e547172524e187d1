import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { epochMilliseconds, type Instant, instant } from '#kernel/time'
import type { EventKind } from '#model/catalogue'
import type { CloudEvent, Message } from '#model/message'
import type { NewMessage } from '../store.ts'

/** How an event came here: who handed it in, when, and what it was made of. */
export type Coming = Pick<Message, 'messageId' | 'plant' | 'receivedAt' | 'receivedFrom' | 'causation' | 'wire'> &
  Pick<NewMessage, 'sent'>

/** An event of the catalogue as a message: its place in a lane, its clocks, its hash. Its data were read by their schema. */
export function messageOf(
  event: CloudEvent,
  kind: EventKind,
  data: { readonly order: string },
  coming: Coming,
): NewMessage {
  const body = data as unknown as Json
  const occurredAt = utc(event.time)
  return {
    ...coming,
    stream: kind.stream,
    key: data.order,
    source: event.source,
    id: event.id,
    type: event.type,
    nature: kind.nature,
    urgency: kind.urgency,
    occurredAt,
    correlation: event.correlationid ?? `${kind.stream}/${data.order}`,
    origin: event.origin ?? 'live',
    payloadHash: sha256(canonicalJson({ type: event.type, time: occurredAt, data: body })),
    body,
    eventText: JSON.stringify(event),
    ...(event.recordedtime ? { recordedAt: utc(event.recordedtime) } : {}),
    ...(event.traceparent ? { traceparent: event.traceparent } : {}),
    ...(event.actor ? { actor: event.actor } : {}),
  }
}

const utc = (moment: string): Instant => instant(epochMilliseconds(moment))
