import { z } from 'zod'
import { Count, Moment, PlantId, Seconds } from './words.ts'

export const FlowHealth = z.object({
  flow: z.string(),
  purpose: z.string(),
  owner: z.string(),
  /** In the last 24 hours. */
  in: Count,
  out: Count,
  waiting: Count,
  failed: Count,
  /** From receipt to confirmation, of what was confirmed in the last 24 hours. */
  p50: Seconds.nullable(),
  p95: Seconds.nullable(),
  p99: Seconds.nullable(),
  target: z.object({ p95: Seconds, p99: Seconds }),
  /** Plants where it does not work in earnest. */
  held: z.array(z.object({ plant: PlantId, mode: z.enum(['off', 'shadow']) })),
  /** When the oldest unfinished message was received. */
  oldest: Moment.nullable(),
})
export type FlowHealth = z.infer<typeof FlowHealth>

export const SystemHealth = z.object({
  system: z.string(),
  title: z.string(),
  state: z.enum(['in-step', 'behind', 'unreachable']),
  /** What is the matter, for people. */
  sentence: z.string(),
  behind: z.object({ events: Count, seconds: Seconds }),
  horizon: z
    .object({
      since: Moment,
      seconds: Seconds,
      session: z.string().nullable(),
      user: z.string().nullable(),
      doing: z.string().nullable(),
    })
    .nullable()
    .describe('What changed there since cannot be told yet, because of this transaction; null within a minute'),
  clock: z
    .object({
      aheadSeconds: z.number().describe('Before the hub’s clock; behind it where negative'),
      device: z.string().nullable().describe('Whose clock it is, where the system names its devices'),
    })
    .nullable()
    .describe('How far its clock is off, or that of its device which is off most; null where too little came to tell'),
})
export type SystemHealth = z.infer<typeof SystemHealth>

export const Today = z
  .object({
    at: Moment,
    flows: z.array(FlowHealth),
    systems: z.array(SystemHealth),
    exceptions: z.object({ open: Count, oldest: Moment.nullable() }),
    approvals: z.object({ open: Count }),
    duplicates: Count,
    /** Messages accepted and effects confirmed per 5 minutes of the last 4 hours, oldest first. */
    pulse: z.array(z.object({ at: Moment, accepted: Count, confirmed: Count, refused: Count })),
  })
  .meta({ id: 'Today' })
export type Today = z.infer<typeof Today>
