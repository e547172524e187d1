import { z } from 'zod'
import type { Receipt } from './ports/port.ts'
import { ProductionOrderId } from './production.ts'

/** An effect as the books remember it for ever: under its key, whose event wanted it and when it was booked. */
export const RememberedEffect = z.strictObject({
  effectKey: z.string(),
  operation: z.string(),
  order: ProductionOrderId,
  event: z.strictObject({ source: z.string(), id: z.string() }),
  occurredAt: z.iso.datetime(),
  bookedAt: z.iso.datetime(),
})
export type RememberedEffect = z.infer<typeof RememberedEffect>

/** What is asked about: the keys of effects, each with the order it was meant for. */
export type RememberedWish = readonly { readonly order: string; readonly effectKey: string }[]

/** Those of them that are booked, each with what it left there. */
export const RememberedKeys = z.array(RememberedEffect.extend({ receipt: z.custom<Receipt>() }))
export type RememberedKeys = z.infer<typeof RememberedKeys>

/** One page of what was booked in a time, behind the place where the page before it ended. */
export interface RememberedPeriod {
  readonly since: string
  readonly until: string
  readonly after: number
  readonly atMost: number
}

export const RememberedPage = z.strictObject({
  effects: z.array(RememberedEffect),
  next: z.int().optional().describe('Where to go on; absent at the end'),
})
export type RememberedPage = z.infer<typeof RememberedPage>
