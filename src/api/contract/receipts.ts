import { z } from 'zod'
import { Problem } from './problem.ts'

/** What the sender gets for each event of a request, in its order. */
export const Receipt = z
  .object({
    id: z.string().optional(),
    source: z.string().optional(),
    status: z.enum(['accepted', 'duplicate', 'conflict', 'refused']),
    /** The hub's own id of it; for a duplicate, that of the first. */
    messageId: z.uuid().optional(),
    code: z.string().optional(),
    sentence: z.string().optional(),
    errors: Problem.shape.errors,
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof Receipt>
export const Receipts = z.object({ receipts: z.array(Receipt) }).meta({ id: 'Receipts' })
