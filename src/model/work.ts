import { z } from 'zod'
import { Moment } from './moment.ts'
import { document, Identifier, minutesOfWork, OperationId, order, reversal } from './production.ts'

const at = { ...order, operation: OperationId, workUnit: Identifier.optional(), operator: Identifier.optional() }
const { order: ofOrder, reverses, reason } = reversal

/** Work at an operation begins. */
export const OperationStarted = z.strictObject({ ...at, ...document })
export type OperationStarted = z.infer<typeof OperationStarted>

export const StartVoided = z.strictObject({ order: ofOrder, reverses, reason })
export type StartVoided = z.infer<typeof StartVoided>

/** Work stands still from here, for a reason that people understand. */
export const OperationPaused = z.strictObject({ ...at, reason: z.string().min(1).max(500).optional() })
export type OperationPaused = z.infer<typeof OperationPaused>

export const OperationResumed = z.strictObject(at)
export type OperationResumed = z.infer<typeof OperationResumed>

/** Time of a person or a machine at an operation, told by itself and not with what was made. */
export const TimeReported = z
  .strictObject({
    ...order,
    operation: OperationId,
    of: z.enum(['person', 'machine']).default('person'),
    person: Identifier.optional().describe('Who worked, by number or name'),
    started: Moment.optional(),
    ended: Moment.optional(),
    minutes: minutesOfWork.optional().describe('How long, where the times are not known'),
    activity: z.string().min(1).max(200).optional(),
    ...document,
  })
  .refine(({ of, person }) => of === 'machine' || person !== undefined, {
    path: ['person'],
    message: 'the time of a person says whose it is',
  })
  .refine(({ started, ended, minutes }) => (started !== undefined && ended !== undefined) !== (minutes !== undefined), {
    path: ['minutes'],
    message: 'either when it started and ended, or how many minutes',
  })
export type TimeReported = z.infer<typeof TimeReported>

export const TimeReversed = z.strictObject({ order: ofOrder, reverses, reason })
export type TimeReversed = z.infer<typeof TimeReversed>

/** Between a pause and going on, an operation stood still. */
export const Downtime = z.strictObject({
  ...order,
  operation: OperationId,
  started: Moment,
  ended: Moment,
  reason: z.string().optional(),
})
export type Downtime = z.infer<typeof Downtime>
