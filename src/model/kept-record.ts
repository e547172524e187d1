import { z } from 'zod'

/** Type of the message that keeps a record whose words the field table does not know yet. No key may send it. */
export const RECORD_KEPT = 'wire.record.kept.v1'
export const RECORD_KEPT_TITLE = 'Record not understood'

export const KeptRecord = z.strictObject({
  table: z.string().describe('The field table that is to read it'),
  types: z.array(z.string()).describe('Event types that the key which brought it may send; * stands for all'),
  record: z.unknown().describe('What was said, every number as the text it was written in'),
})
export type KeptRecord = z.infer<typeof KeptRecord>
