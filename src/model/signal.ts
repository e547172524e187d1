import { z } from 'zod'
import { hours, seconds } from '#kernel/time'
import type { Duration, Instant } from '#kernel/time'
import { freshStarts, MeterName } from './meter-reading.ts'
import { Unit } from './quantity.ts'

/** What a machine says of one thing about itself. Signals are looked at and forgotten: only what rules make of them is a message. */
export interface Signal {
  readonly plant: string
  readonly asset: string
  /** Which of the things it says, by the estate's name, for example `state`. */
  readonly signal: string
  /** A state by its name, a number as it was written. */
  readonly value: string
  /** When it was so, by the machine's clock; never later than it was heard. */
  readonly at: Instant
  /** Where the machine numbers what it says. */
  readonly sequence?: number
}

export const SignalName = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, dash and underscore, at most 32')

const States = z.array(z.string().min(1).max(200)).min(1).max(50)
const Limit = z.coerce.number().refine(Number.isFinite, 'must be a number')
const Span = z.coerce.number().int().nonnegative()

/** What a rule looks for. What ends a limit may lie apart from what begins it: between both nothing changes. */
export const Condition = z.union([
  z.strictObject({ signal: SignalName, is: States }),
  z.strictObject({ unchanged: SignalName, while: z.strictObject({ signal: SignalName, is: States }) }),
  z.strictObject({ signal: SignalName, above: Limit, until: Limit.optional() }),
  z.strictObject({ signal: SignalName, below: Limit, until: Limit.optional() }),
])
export type Condition = z.infer<typeof Condition>

/** What a rule tells of a machine, the worst first. */
export const meanings = ['failure', 'standstill', 'warning'] as const

/** What makes one event of many signals. */
export const SignalRule = z
  .strictObject({
    rule: SignalName,
    title: z.string().min(1).max(100).describe('What it means, as people are told: "The press has stopped"'),
    means: z
      .enum(meanings)
      .default('failure')
      .describe('failure: it has failed and stands still; standstill: it only stands still; warning: it works on'),
    when: Condition,
    for: Span.default(seconds(60)).describe('Milliseconds for which it must be so without a break'),
    settle: Span.default(seconds(10)).describe('Milliseconds for which it must be over before it counts as over'),
  })
  .refine(({ when }) => !('above' in when) || when.until === undefined || when.until <= when.above, {
    path: ['when', 'until'],
    message: 'must not lie above the limit',
  })
  .refine(({ when }) => !('below' in when) || when.until === undefined || when.until >= when.below, {
    path: ['when', 'until'],
    message: 'must not lie below the limit',
  })
export type SignalRule = Omit<z.infer<typeof SignalRule>, 'for' | 'settle'> & {
  readonly for: Duration
  readonly settle: Duration
}

/** A counter of a machine that is a meter of it: told now and then, and not each time it moves. */
export const SignalMeter = z.strictObject({
  signal: SignalName.describe('Which of its signals counts'),
  meter: MeterName,
  uom: Unit,
  every: Span.default(hours(1)).describe('Milliseconds between two readings at least'),
  restarts: z
    .enum(freshStarts)
    .optional()
    .describe('What it means that it counts less than before; without it such a reading stops in front of somebody'),
})
export type SignalMeter = z.infer<typeof SignalMeter>

/** The signals a condition looks at, those that must be numbers apart. */
export function signalsOf(when: Condition): { readonly all: readonly string[]; readonly numbers: readonly string[] } {
  if ('unchanged' in when) return { all: [when.unchanged, when.while.signal], numbers: [] }
  return { all: [when.signal], numbers: 'is' in when ? [] : [when.signal] }
}
