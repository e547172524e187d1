import { z } from 'zod'

/** One sentence for a person: what, where, what now. The shape of every answer that is not a success (RFC 9457). */
export const Problem = z
  .object({
    status: z.int(),
    code: z.string(),
    title: z.string(),
    detail: z.string(),
    /** Where in what was sent, as JSON pointers. */
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
