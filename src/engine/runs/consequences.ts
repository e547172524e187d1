import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { type Instant, later } from '#kernel/time'
import { spanWithin, traceOf } from '#kernel/trace'
import type { Ids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import type { CloudEvent, Message } from '#model/message'
import type { Intention, Receipt } from '#model/ports/port'
import type { Connections } from '../connections.ts'
import type { Flow, Outcome, Trouble } from '../flow.ts'
import { messageOf } from '../inbox/message-of.ts'
import type { NewApproval, NewException, NewIntent, NewMessage } from '../store.ts'
import { effectKey } from './effect-key.ts'
import { REMINDER_DUE } from './own-messages.ts'

export interface ConsequenceParts {
  readonly connections: Connections
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}

/** The span of one judgement of one message: its effects are told of under it. */
export const runSpan = (message: Message, attempt: number): string | undefined =>
  spanWithin(traceOf(message), 'run', message.messageId, attempt)

/** What a decision means to happen elsewhere, as rows of the outbox. */
export function intentsFrom(
  flow: Flow,
  message: Message,
  intentions: readonly (Intention & { readonly receipt?: Receipt })[],
  { attempt, mode }: { readonly attempt: number; readonly mode: NewIntent['mode'] },
  parts: ConsequenceParts,
): readonly NewIntent[] {
  const traceparent = runSpan(message, attempt)
  const intents = intentions.map((intention) => ({
    ...intentFrom(flow, message, intention, parts),
    mode,
    ...(intention.receipt ? { receipt: intention.receipt } : {}),
    ...(traceparent ? { traceparent } : {}),
  }))
  if (new Set(intents.map((intent) => intent.effectKey)).size < intents.length)
    throw new Error('the same effect twice: number what is to happen more than once')
  return intents
}

function intentFrom(
  flow: Flow,
  message: Message,
  intention: Intention,
  { connections, ids, now }: ConsequenceParts,
): Omit<NewIntent, 'mode'> {
  const connection = connections(message.plant, intention.port)
  if (!connection) throw new Error(`No system of plant ${message.plant} keeps the ${intention.port}.`)
  return {
    intentId: ids(),
    effectKey: effectKey(message, intention),
    plant: message.plant,
    system: connection.system,
    port: intention.port,
    operation: intention.operation,
    urgency: message.urgency,
    conflict: intention.conflict,
    messageId: message.messageId,
    flow: flow.name,
    answers: flow.hearsConfirmations,
    correlation: message.correlation,
    occurredAt: message.occurredAt,
    body: intention.body as Json,
    plannedAt: now(),
    ...(message.actor ? { actor: message.actor } : {}),
  }
}

/** An event that a message meant: by the same sender, of the same bytes, because of it. */
export function eventFrom(
  { messageId, plant, receivedFrom, wire }: Message,
  event: CloudEvent,
  { ids, now }: ConsequenceParts,
): NewMessage {
  const kind = kindOf(event.type)
  if (!kind) throw new Error(`There is no event type ${event.type}.`)
  return messageOf(event, kind, kind.schema.parse(event.data), {
    messageId: ids(),
    plant,
    receivedAt: now(),
    receivedFrom,
    causation: messageId,
    ...(wire ? { wire } : {}),
  })
}

/** Once for each name and message: the id says so to the inbox, however often the message is judged. */
export function reminderFrom(
  flow: Flow,
  message: Message,
  { name, after }: NonNullable<Outcome['reminders']>[number],
  { home, ids, now }: ConsequenceParts,
): NewMessage {
  const at = now()
  const data = { flow: flow.name, name }
  const source = `/plants/${message.plant}/systems/hub.${home}`
  const id = `${message.messageId}.${name}`
  return {
    messageId: ids(),
    plant: message.plant,
    stream: message.stream,
    key: message.key,
    source,
    id,
    type: REMINDER_DUE,
    nature: 'movement',
    // A lane is as urgent as the most urgent it has: a reminder of what was urgent would make all its reports so.
    urgency: 'bulk',
    occurredAt: at,
    receivedAt: at,
    correlation: message.correlation,
    causation: message.messageId,
    origin: 'live',
    receivedFrom: 'hub',
    payloadHash: sha256(canonicalJson(data)),
    body: data,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type: REMINDER_DUE, time: at, data }),
    after,
  }
}

export const approvalFrom = (
  flow: Flow,
  message: Message,
  question: NonNullable<Outcome['question']>,
  { ids, now }: ConsequenceParts,
): NewApproval => ({
  approvalId: ids(),
  plant: message.plant,
  messageId: message.messageId,
  flow: flow.name,
  role: question.role,
  question: question.text,
  shown: question.shown,
  yes: question.yes as unknown as Json,
  askedAt: now(),
  ...(question.atMost === undefined ? {} : { expiresAt: later(now(), question.atMost) }),
})

export const exceptionFrom = (
  flow: string,
  message: Message,
  trouble: Trouble,
  { ids, now }: ConsequenceParts,
): NewException => ({
  exceptionId: ids(),
  plant: message.plant,
  code: trouble.code,
  ownerRole: trouble.owner,
  messageId: message.messageId,
  flow,
  subject: message.key,
  sentence: trouble.sentence,
  openedAt: now(),
  ...(trouble.suggestion ? { suggestion: trouble.suggestion } : {}),
})
