import { z } from 'zod'
import type { Json } from '#kernel/json'
import type { Instant } from '#kernel/time'
import { Moment } from './moment.ts'
import type { Urgency } from './ports/port.ts'

const Text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not contain control characters')

/** CloudEvents 1.0 with the extensions Millwright reads. Unknown extensions are kept and not interpreted. */
export const CloudEvent = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: Text(128).describe('Unique within its source; the same id with the same content is the same event'),
    source: z
      .string()
      .max(256)
      .regex(
        /^\/plants\/[A-Za-z0-9_-]{1,32}\/systems\/[A-Za-z0-9_.-]{1,64}$/,
        'must read /plants/{plant}/systems/{system}',
      )
      .describe('Which system of which plant says so'),
    type: Text(128),
    subject: Text(256).optional(),
    time: Moment.describe('When it happened, by the clock of the source'),
    datacontenttype: z
      .string()
      .regex(/^application\/json\b/)
      .optional(),
    dataschema: z.string().max(512).optional(),
    recordedtime: Moment.optional().describe('When the source wrote it down'),
    correlationid: Text(128).optional(),
    causationid: Text(128).optional(),
    traceparent: z
      .string()
      .regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
      .optional(),
    tracestate: z.string().max(512).optional(),
    sequence: Text(64)
      .optional()
      .describe(
        'Where its source numbers its events about one thing from 1: what changes a state waits for the numbers before it',
      ),
    actor: Text(128).optional(),
    device: Text(128).optional().describe('Which device of its source says so; each has a clock of its own'),
    origin: z.enum(['live', 'replay', 'reconciled', 'manual', 'import']).optional(),
    data: z.unknown(),
  })
  .meta({ id: 'CloudEvent' })
export type CloudEvent = z.infer<typeof CloudEvent>

/** Movements add up in any order; transitions take their turn in the lane. */
export type Nature = 'movement' | 'transition'

/** Lanes are named here and shared by every flow that touches the thing. */
export type Stream =
  | 'production-order'
  | 'maintenance-order'
  | 'maintenance-request'
  | 'maintenance-window'
  | 'asset-downtime'
  | 'downtime-record'
  | 'asset-meter'
  | 'replan'
  | 'material-shortage'
  | 'capacity'
  | 'spare-part'
  | 'system'
  | 'erp-record'
  | 'notice'

export interface LaneKey {
  readonly plant: string
  readonly stream: Stream
  readonly key: string
}

/** An accepted event: immutable, deduplicated for ever, in its place in a lane. */
export interface Message extends LaneKey {
  readonly messageId: string
  readonly source: string
  readonly id: string
  readonly type: string
  readonly nature: Nature
  readonly urgency: Urgency
  /** Their clock: when it happened. */
  readonly occurredAt: Instant
  /** Their clock: when it was written down there, if they say so. */
  readonly recordedAt?: Instant
  /** Our clock. */
  readonly receivedAt: Instant
  readonly correlation: string
  readonly causation?: string
  readonly traceparent?: string
  readonly origin: string
  readonly actor?: string
  /** Who handed it in: the system whose key was shown, or the hub itself. */
  readonly receivedFrom: string
  /** SHA-256 of the bytes it was made of, where its system spoke in its own words. */
  readonly wire?: string
  /** The number its source gave it among its events about the same thing. */
  readonly sequence?: string
  /** What is said, as the schema of its type promises. */
  readonly body: Json
}

export const systemOf = (source: string): string => source.split('/')[4] ?? ''
