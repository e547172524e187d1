import { z } from 'zod'
import { catalogue, type EventKind } from '#model/catalogue'
import { CloudEvent } from '#model/message'
import { Changed } from '../contract.ts'
import { type JsonSchema, type Named, schemaOf } from './schemas.ts'
import { version } from './version.ts'

/** What goes in as events and comes out as changes, as AsyncAPI 3, written from the catalogue. */
export function asyncApi(): JsonSchema {
  const named: Named = new Map()
  const messages = Object.fromEntries(catalogue.map((kind) => [nameOf(kind), messageOf(kind, named)]))
  messages['record'] = {
    name: 'record',
    title: 'A record in a system’s own words',
    contentType: 'application/json',
    description: 'Becomes events of this catalogue by the field table of its system, all or none.',
    payload: { type: 'object' },
  }
  messages['changed'] = {
    name: 'changed',
    title: 'Something changed',
    contentType: 'text/event-stream',
    payload: schemaOf(Changed, 'output', named),
  }
  const refs = (names: readonly string[], at: string) => names.map((name) => ({ $ref: `${at}${name}` }))
  const events = catalogue.map(nameOf)
  return {
    asyncapi: '3.0.0',
    info: { title: 'Millwright', version, description: 'Events of the plant, in; what changed, out.' },
    channels: {
      events: {
        address: '/api/v1/events',
        description: 'CloudEvents 1.0 over HTTP, with the key of a system',
        messages: Object.fromEntries(events.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
      records: {
        address: '/api/v1/wire/{table}',
        parameters: { table: { description: 'The field table of the system' } },
        description: 'JSON over HTTP, with the key of a system, and its signature where it has a secret',
        messages: { record: { $ref: '#/components/messages/record' } },
      },
      stream: {
        address: '/api/v1/stream',
        description: 'Server-sent events, with a session',
        messages: { changed: { $ref: '#/components/messages/changed' } },
      },
    },
    operations: {
      receiveEvent: {
        action: 'receive',
        channel: { $ref: '#/channels/events' },
        messages: refs(events, '#/channels/events/messages/'),
      },
      receiveRecord: {
        action: 'receive',
        channel: { $ref: '#/channels/records' },
        messages: refs(['record'], '#/channels/records/messages/'),
      },
      tellChange: {
        action: 'send',
        channel: { $ref: '#/channels/stream' },
        messages: refs(['changed'], '#/channels/stream/messages/'),
      },
    },
    components: { messages, schemas: Object.fromEntries(named) },
  }
}

const nameOf = ({ type }: EventKind): string => type.replaceAll('.', '_')

const messageOf = (kind: EventKind, named: Named): JsonSchema => ({
  name: kind.type,
  title: kind.title,
  contentType: 'application/cloudevents+json',
  description: `${kind.nature === 'movement' ? 'Adds up in any order' : 'Takes its turn'}; ${
    kind.takenBackBy ? `taken back by ${kind.takenBackBy}` : 'not taken back by an event of its own'
  }.`,
  payload: schemaOf(eventOf(kind), 'input', named),
})

const whole = new Map(
  catalogue.map(({ type, schema }) => [
    type,
    CloudEvent.extend({ type: z.literal(type), data: schema }).meta({ id: type.replaceAll('.', '_') }),
  ]),
)

/** The whole event of a kind: the envelope with its type and its data. */
export const eventOf = ({ type }: EventKind): z.ZodType => whole.get(type)!
