import { z } from 'zod'
import { days, hours, seconds } from '#kernel/time'

const Milliseconds = z.coerce.number().int().positive().meta({ unit: 'milliseconds' })
const MillisecondsOrNone = z.coerce.number().int().nonnegative().meta({ unit: 'milliseconds or none' })
const Count = z.coerce.number().int().nonnegative().max(1e6).meta({ unit: 'number' })
const Worth = z.coerce.number().nonnegative().max(1e9).meta({ unit: 'number' })

/** Whether a new plan waits for a planner, what it may move by itself, and what it costs when something moves. */
export const Replanning = z.strictObject({
  mode: z
    .enum(['off', 'review', 'auto'])
    .default('review')
    .describe('Proposed to a planner, or applied by itself where little moves; off: only when somebody asks'),
  frozen: MillisecondsOrNone.default(hours(4)).describe('What begins so soon keeps its place wherever it can'),
  horizon: Milliseconds.default(days(60)).describe('How far ahead is planned'),
  autoMoves: Count.default(10).describe('By itself at most so many operations are moved'),
  autoLate: Worth.default(0).describe('By itself only where no more than this is lost with promises'),
  autoUrgent: z.enum(['yes', 'no']).default('no').describe('Whether urgent orders are moved by itself too'),
  iterations: Count.default(1000).describe('Steps of the search for each kind of plan; more find better ones'),
  atMost: z.coerce
    .number()
    .int()
    .positive()
    .max(seconds(60))
    .meta({ unit: 'milliseconds' })
    .default(seconds(15))
    .describe('The search ends after this, found or not'),
  lateDay: Worth.default(100).describe('What a day of delay costs of an order nobody has bought'),
  urgent: z.coerce
    .number()
    .min(1)
    .max(100)
    .meta({ unit: 'number' })
    .default(3)
    .describe('So many times as much where it is urgent'),
  planner: z
    .enum(['hub', 'beside', 'outside'])
    .default('hub')
    .describe(
      'Who plans: the hub; a planner outside beside it, for as long as that answers; or only the planner outside',
    ),
  outsideAtMost: z.coerce
    .number()
    .int()
    .positive()
    .max(seconds(60))
    .meta({ unit: 'milliseconds' })
    .default(seconds(45))
    .describe('A planner outside that has no plan after this is taken for away'),
  change: Worth.default(10).describe('What it costs that an operation does not stay where it was'),
})
export type Replanning = z.infer<typeof Replanning>
