import { z } from 'zod'
import { severities } from '#model/notice'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, dash and underscore, at most 32')
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 06:30')

/** What an alert can be raised by. */
export const causes = [
  'breakdown',
  'exception',
  'exception-late',
  'target-missed',
  'system-away',
  'approval-late',
  'lane-stopped',
  'work-late',
  'hub-silent',
  'reach-missing',
  'cmms-silent',
  'cmms-webhooks',
] as const
export type CauseName = (typeof causes)[number]

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

export const owners = ['supervisor', 'planner', 'quality', 'warehouse', 'controller', 'steward', 'integration'] as const

/** Who can be told of a plant's alerts, and when. */
export const Recipient = z.strictObject({
  plant: Id,
  id: Id.describe('Name of the recipient in this plant, for example shift-lead'),
  via: Id.describe('System of the estate that carries it: mail, webhook or chat'),
  address: z.email().optional().describe('For mail: where to'),
  hours: z
    .strictObject({
      days: z.array(z.enum(weekdays)).min(1),
      from: TimeOfDay,
      to: TimeOfDay.describe('Before from: on the next day'),
    })
    .optional()
    .describe('On the clock of the plant; at any hour where absent. What comes at another hour waits'),
  outsideHours: z
    .enum(['critical', 'nothing'])
    .default('critical')
    .describe('What is told at other hours all the same'),
  perHour: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('More notices than this in an hour are put together'),
})
export type Recipient = z.infer<typeof Recipient>

/** Which alerts of a plant go to whom, and to whom next while nobody acknowledges. */
export const AlertRoute = z.strictObject({
  plant: Id,
  id: Id.describe('Name of the route in this plant'),
  causes: z.array(z.enum(causes)).default([]).describe('Every cause where none is named'),
  owners: z.array(z.enum(owners)).default([]).describe('By who has to act; everybody’s where none is named'),
  severity: z.enum(severities).default('warning').describe('From this severity on'),
  steps: z
    .array(
      z.strictObject({
        after: z.coerce.number().int().nonnegative().meta({ unit: 'milliseconds or none' }),
        to: z.array(Id).min(1),
      }),
    )
    .min(1)
    .max(9)
    .describe('Each is taken when its time since the alert was raised is over and nobody has acknowledged it'),
})
export type AlertRoute = z.infer<typeof AlertRoute>

/** Whom alerts go to. Where nobody is named, they stand in the console all the same. */
export const Alerting = z
  .strictObject({ recipients: z.array(Recipient).default([]), routes: z.array(AlertRoute).default([]) })
  .prefault({})
export type Alerting = z.infer<typeof Alerting>
