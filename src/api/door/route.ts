import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Acceptance } from '#engine'
import type { AuditEntry } from '#governance/audit'
import type { SystemKey } from '#governance/keys'
import { CloudEvent } from '#model/message'
import { type Receipt, Receipts } from '../contract.ts'
import type { ApiParts } from '../parts.ts'
import { Trouble, tryLater } from '../problems.ts'
import type { Declared, Route } from '../routes/route.ts'
import { type EventRefusal, judgeEvent } from './judge-event.ts'
import { keyOf } from './key.ts'
import { limitsOf } from './limits.ts'
import { type JsonVerdict, readJson, readValue } from './read-json.ts'

const BATCH = 1000
const SINGLE_BYTES = 256 * 1024
const BATCH_BYTES = 8 * 1024 * 1024

const declared: Declared = {
  name: 'sendEvents',
  method: 'POST',
  path: '/api/v1/events',
  access: 'key',
  summary: 'Takes CloudEvents: one, a batch, or in binary mode; each is answered by itself',
  bodies: {
    'application/cloudevents+json': CloudEvent,
    'application/cloudevents-batch+json': z.array(CloudEvent).min(1).max(BATCH),
    'application/json': z.unknown().describe('Binary mode: the data alone; its attributes are ce-… headers'),
  },
  answer: Receipts,
  status: 202,
  refuses: [400, 403, 409, 413, 415, 422, 429],
}

/** No line of log for each request: the journal and the counters say more, and cost less. */
const quiet = { logLevel: 'warn' } as const

/** The events' own door: CloudEvents 1.0 over HTTP, single, batch and binary mode. */
export const eventsDoor: Route = {
  ...declared,
  register: (app, parts) =>
    void app.register(async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BATCH_BYTES }, (_request, body, done) =>
        done(null, body),
      )
      door.post('/api/v1/events', { ...quiet, config: limitsOf(parts.doorLimit) }, async (request, reply) => {
        const key = await keyOf(request, parts.keys)
        const { events, single } = eventsOf(request)
        const receipts = await acceptAll(events, key, parts)
        void reply.code(statusFor(receipts, single))
        return { receipts }
      })
    }),
}

/** 202 when anything was taken; else what stood against it. A duplicate was taken before. */
function statusFor(receipts: readonly Receipt[], single: boolean): number {
  const has = (status: Receipt['status']) => receipts.some((receipt) => receipt.status === status)
  if (has('accepted') || has('duplicate')) return 202
  if (has('conflict')) return 409
  return single && receipts[0]?.code === 'NOT_AUTHORISED' ? 403 : 422
}

async function acceptAll(events: readonly unknown[], key: SystemKey, parts: ApiParts): Promise<readonly Receipt[]> {
  const now = parts.now()
  const verdicts = events.map((event) => judgeEvent(event, key, { messageId: parts.ids(), now }))
  const messages = verdicts.flatMap((verdict) => ('message' in verdict ? [verdict.message] : []))
  const refusals = verdicts.flatMap((verdict) => ('refused' in verdict ? [verdict.refused] : []))

  let acceptances: Acceptance[] = []
  try {
    if (messages.length > 0) acceptances = [...(await parts.receive(messages))]
    if (refusals.length > 0) await parts.audit(refusals.map((refusal) => refusedEntry(refusal, key, parts)))
  } catch (error) {
    throw Object.assign(
      tryLater('The journal cannot be written at the moment; nothing was accepted. Send the same again.'),
      { cause: error },
    )
  }
  return verdicts.map((verdict): Receipt => {
    if ('refused' in verdict) {
      const { status: _, ...refusal } = verdict.refused
      parts.count('refused', 'unknown', key.plant)
      return { status: 'refused', ...refusal }
    }
    const acceptance = acceptances.shift()!
    const { id, source, type } = verdict.message
    parts.count(acceptance.kind, type, key.plant)
    const base = { id, source, status: acceptance.kind, messageId: acceptance.messageId }
    if (acceptance.kind !== 'conflict') return base
    return {
      ...base,
      code: 'DUPLICATE_CONFLICT',
      sentence: 'An event with this id and other content was accepted before. Send a correction as a new event.',
    }
  })
}

const refusedEntry = (refusal: EventRefusal, key: SystemKey, { ids, now }: ApiParts): AuditEntry => ({
  auditId: ids(),
  plant: key.plant,
  at: now(),
  actor: `${key.system} (${key.keyId})`,
  action: 'event.refused',
  subject: refusal.id ?? 'event',
  after: { code: refusal.code, errors: refusal.errors as never },
})

/** The events of a request in any of the three content modes. */
function eventsOf(request: FastifyRequest): { readonly events: readonly unknown[]; readonly single: boolean } {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
  const batch = type === 'application/cloudevents-batch+json'
  if (!batch && body.length > SINGLE_BYTES)
    throw new Trouble(
      413,
      'TOO_LARGE',
      'Too large',
      `One event may have ${SINGLE_BYTES / 1024} kB. Send large data by reference.`,
    )
  if (!batch && type !== 'application/cloudevents+json' && type !== 'application/json')
    throw new Trouble(
      415,
      'SCHEMA_INVALID',
      'Unknown content type',
      'Send application/cloudevents+json, application/cloudevents-batch+json, or application/json with ce-… headers.',
    )
  const read = readable(readJson(body))
  if (!batch && request.headers['ce-specversion'])
    return { events: [readable(readValue(binaryEvent(request, read)))], single: true }
  if (!batch) return { events: [read], single: true }
  if (!Array.isArray(read) || read.length === 0)
    throw new Trouble(422, 'SCHEMA_INVALID', 'Not a batch', 'A batch is a JSON array with at least one event.')
  if (read.length > BATCH)
    throw new Trouble(
      413,
      'TOO_LARGE',
      'Too many events',
      `A batch may have ${BATCH} events; this one has ${read.length}. Send it in parts.`,
    )
  return { events: read as unknown[], single: false }
}

function readable(read: JsonVerdict): unknown {
  if ('value' in read) return read.value
  throw new Trouble(400, 'SCHEMA_INVALID', 'Not readable', `The event could not be read: ${read.problem.detail}.`, {
    errors: [read.problem],
  })
}

/** Binary mode: attributes in `ce-…` headers, percent-encoded; the body is the data. */
function binaryEvent(request: FastifyRequest, data: unknown): unknown {
  const attributes = Object.entries(request.headers).filter(([name]) => name.startsWith('ce-'))
  const decoded = attributes.map(([name, value]) => {
    try {
      return [name.slice(3), decodeURIComponent(String(value))]
    } catch {
      return [name.slice(3), String(value)]
    }
  })
  return { ...Object.fromEntries(decoded), datacontenttype: 'application/json', data }
}
