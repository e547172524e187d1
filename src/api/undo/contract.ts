import { z } from 'zod'
import { progresses } from '../contract/messages.ts'
import { Moment, Reason } from '../contract/words.ts'

const part = z
  .strictObject({ value: z.string().max(32), uom: z.string().max(8) })
  .optional()
  .describe('The part that is taken back; all that is left of it where absent')

/** Takes back what an event booked, by the reversal that its kind has. */
export const Undo = z.strictObject({ reason: Reason, quantity: part }).meta({ id: 'Undo' })
export type Undo = z.infer<typeof Undo>

export const Undone = z
  .object({
    messageId: z.uuid().describe('Of the reversal'),
    type: z.string(),
    asks: z.boolean().describe('Whether it waits for a second person'),
  })
  .meta({ id: 'Undone' })
export type Undone = z.infer<typeof Undone>

/** What taking an event back would do now, or why that cannot be done. */
export const UndoPreview = z
  .object({
    state: z.enum(['possible', 'asks', 'impossible', 'unknown']),
    sentence: z.string().describe('What it would do; or why not'),
    code: z.string().nullable(),
    now: z.string().nullable().describe('What can be done instead'),
    secondPerson: z.object({ roles: z.array(z.string()), because: z.string() }).nullable(),
    /** Whether the person who asks may. */
    may: z.boolean(),
    /** Who has taken it back before, or tried to. */
    earlier: z.array(
      z.object({
        messageId: z.uuid(),
        by: z.string().nullable(),
        at: Moment,
        progress: z.enum(progresses),
        verdict: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'UndoPreview' })
export type UndoPreview = z.infer<typeof UndoPreview>
