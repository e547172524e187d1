import type { z } from 'zod'
import { messageOf, type NewMessage } from '#engine'
import type { SystemKey } from '#governance/keys'
import type { Instant } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { CloudEvent, plantOf, systemOf } from '#model/message'
import { codeOf } from '#model/objection'
import type { Problem } from '../contract.ts'

export interface EventRefusal {
  readonly id?: string
  readonly source?: string
  readonly status: 403 | 422
  readonly code: string
  readonly sentence: string
  readonly errors: NonNullable<Problem['errors']>
}

export type EventVerdict =
  /** `note`: what the sender should know although it is taken. */
  | { readonly message: NewMessage; readonly note?: { readonly code: string; readonly sentence: string } }
  | { readonly refused: EventRefusal }

/**
 * Judges one event at the door: form, scope and plant. What it is about is judged later; here nothing is looked up.
 * A refused event leaves nothing behind but an audit row.
 */
export function judgeEvent(
  value: unknown,
  key: SystemKey,
  parts: { readonly messageId: string; readonly now: Instant } & Pick<NewMessage, 'wire' | 'sent'>,
): EventVerdict {
  const envelope = CloudEvent.safeParse(value)
  if (!envelope.success)
    return refuse(
      value,
      422,
      'SCHEMA_INVALID',
      'The event is not a CloudEvent as Millwright takes them.',
      errorsOf(envelope.error),
    )
  const event = envelope.data

  const kind = kindOf(event.type)
  if (!kind)
    return refuse(value, 422, 'SCHEMA_INVALID', `There is no event type ${event.type}.`, [
      { pointer: '/type', code: 'SCHEMA_INVALID', detail: 'unknown event type' },
    ])
  // Whether the plant exists is nobody's business who may not speak for it.
  if (plantOf(event.source) !== key.plant || systemOf(event.source) !== key.system)
    return refuse(value, 403, 'NOT_AUTHORISED', 'This key may not speak for that source.', [
      {
        pointer: '/source',
        code: 'NOT_AUTHORISED',
        detail: `this key speaks for /plants/${key.plant}/systems/${key.system}`,
      },
    ])
  if (!key.types.includes('*') && !key.types.includes(event.type))
    return refuse(value, 403, 'NOT_AUTHORISED', `This key may not send ${event.type}.`, [
      { pointer: '/type', code: 'NOT_AUTHORISED', detail: 'not among the types of this key' },
    ])

  const body = kind.schema.safeParse(event.data)
  if (!body.success) {
    const errors = errorsOf(body.error, '/data')
    return refuse(
      value,
      422,
      errors[0]?.code ?? 'SCHEMA_INVALID',
      `The data of the ${kind.title.toLowerCase()} event is not as its schema says.`,
      errors,
    )
  }

  // The schema has changed nothing of it; as it came, its names keep their order.
  const { messageId, now, ...made } = parts
  const from = { plant: key.plant, receivedAt: now, receivedFrom: `${key.system} (${key.keyId})` }
  return { message: messageOf(value as CloudEvent, kind, body.data, { messageId, ...from, ...made }) }
}

function refuse(
  value: unknown,
  status: EventRefusal['status'],
  code: string,
  sentence: string,
  errors: EventRefusal['errors'],
): EventVerdict {
  const { id, source } = (typeof value === 'object' && value !== null ? value : {}) as {
    id?: unknown
    source?: unknown
  }
  return {
    refused: {
      status,
      code,
      sentence,
      errors,
      ...(typeof id === 'string' ? { id: id.slice(0, 128) } : {}),
      ...(typeof source === 'string' ? { source: source.slice(0, 256) } : {}),
    },
  }
}

/** A schema's complaints as JSON pointers; a rule may name its own code. */
export function errorsOf(error: z.ZodError, under = ''): NonNullable<Problem['errors']> {
  return error.issues.slice(0, 20).map((issue) => {
    const path = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    return { pointer: under + path, code: codeOf(issue), detail: issue.message }
  })
}
