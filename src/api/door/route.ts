import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CloudEvent } from '#model/message'
import { Receipts } from '../contract.ts'
import { Trouble } from '../problems.ts'
import { withinReach } from '../floor/reach.ts'
import type { Declared, Route } from '../routes/route.ts'
import { callerWith, judgeEvent, type ReceivedEvent } from './judge-event.ts'
import { isOfDevice, keyOf } from './key.ts'
import { limitsOf } from './limits.ts'
import { keepQuiet } from './quiet.ts'
import { readable, readJson, readValue } from './read-json.ts'
import { statusFor, takeAll } from './take.ts'

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

/** The events' own door: CloudEvents 1.0 over HTTP, single, batch and binary mode. */
export const eventsDoor: Route = {
  ...declared,
  register: (app, parts) =>
    void app.register(async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BATCH_BYTES }, (_request, body, done) =>
        done(null, body),
      )
      keepQuiet(door, parts.log)
      door.post('/api/v1/events', { config: limitsOf(parts.doorLimit) }, async (request, reply) => {
        const key = await keyOf(request, parts)
        const { events, single } = eventsOf(request)
        const caller = callerWith(key, parts.now())
        const judged = events.map((event) => judgeEvent(event, caller, { messageId: parts.ids() }))
        const verdicts = isOfDevice(key) ? await withinReach(judged, key, parts) : judged
        const receipts = await takeAll(verdicts, key, parts)
        void reply.code(statusFor(receipts, single))
        return { receipts }
      })
    }),
}

/** The events of a request in any of the three content modes. */
function eventsOf(request: FastifyRequest): { readonly events: readonly ReceivedEvent[]; readonly single: boolean } {
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
  if (!batch && request.headers['ce-specversion']) return { events: [binaryEvent(request, read.value)], single: true }
  if (!batch) return { events: [read], single: true }
  if (!Array.isArray(read.value) || read.value.length === 0)
    throw new Trouble(422, 'SCHEMA_INVALID', 'Not a batch', 'A batch is a JSON array with at least one event.')
  const { value, items } = read as { readonly value: readonly unknown[]; readonly items: readonly string[] }
  if (value.length > BATCH)
    throw new Trouble(
      413,
      'TOO_LARGE',
      'Too many events',
      `A batch may have ${BATCH} events; this one has ${value.length}. Send it in parts.`,
    )
  return { events: value.map((event, nth) => ({ value: event, text: items[nth]! })), single: false }
}

/** Binary mode: attributes in `ce-…` headers, percent-encoded; the body is the data. */
function binaryEvent(request: FastifyRequest, data: unknown): ReceivedEvent {
  const attributes = Object.entries(request.headers).filter(([name]) => name.startsWith('ce-'))
  const decoded = attributes.map(([name, value]) => {
    try {
      return [name.slice(3), decodeURIComponent(String(value))]
    } catch {
      return [name.slice(3), String(value)]
    }
  })
  const event = { ...Object.fromEntries(decoded), datacontenttype: 'application/json', data }
  return readable(readValue(event))
}
