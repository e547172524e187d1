import { z } from 'zod'
import { Moment } from './words.ts'

/** Sent over `GET /api/v1/stream` (server-sent events, name `changed`): what to ask for again. */
export const Changed = z.object({
  at: Moment,
  topics: z.array(
    z.enum(['today', 'messages', 'exceptions', 'approvals', 'replays', 'orders', 'alerts', 'rules', 'access']),
  ),
})
export type Changed = z.infer<typeof Changed>
