import { z } from 'zod'

/** Type of the message by which the hub tells itself how far a clock is off. No key may send it. */
export const CLOCK_COMPARED = 'hub.clock.compared.v1'

export const ClockCompared = z.strictObject({
  name: z.string().describe('The clock: the source, and its device where it names one'),
  ahead: z.number().int().describe('Milliseconds before the hub’s own clock; behind it where negative'),
  messages: z.number().int().describe('How many messages tell so'),
})
export type ClockCompared = z.infer<typeof ClockCompared>
