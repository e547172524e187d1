import { z } from 'zod'
import { WireRecord } from '../contract/messages.ts'
import { Count, PlantId } from '../contract/words.ts'

const Speaker = z.object({ plant: PlantId, system: z.string(), title: z.string(), signs: z.boolean() })

export const FieldTableCard = z.object({
  table: z.string(),
  title: z.string(),
  version: z.string(),
  /** The systems whose records it reads. */
  speakers: z.array(Speaker),
  records: Count,
})
export type FieldTableCard = z.infer<typeof FieldTableCard>
export const FieldTableList = z.object({ items: z.array(FieldTableCard) }).meta({ id: 'FieldTableList' })
export type FieldTableList = z.infer<typeof FieldTableList>

const FieldRow = z.object({
  /** The field of the event that it writes. */
  row: z.string(),
  nth: Count,
  source: z.string(),
  /** What it does with what it finds, in words, in its order. */
  steps: z.array(z.string()),
})

export const FieldTableView = FieldTableCard.extend({
  kinds: z.array(
    z.object({
      record: z.string(),
      when: z.array(z.string()),
      each: z.string().nullable(),
      event: z.string(),
      title: z.string(),
      rows: z.array(FieldRow.extend({ required: z.boolean() })),
    }),
  ),
  ignored: z.array(z.array(z.string())),
  lists: z.array(
    z.object({ of: z.enum(['codes', 'units']), name: z.string(), entries: z.array(z.tuple([z.string(), z.string()])) }),
  ),
  /** Records that stand in the table with what they must become. */
  examples: z.array(z.object({ example: z.string(), text: z.string() })),
  /** The last record that was received, or the one that was asked for. */
  received: WireRecord.nullable(),
}).meta({ id: 'FieldTableView' })
export type FieldTableView = z.infer<typeof FieldTableView>

export const FieldProblem = z.object({
  record: z.string(),
  line: Count.optional(),
  row: z.string().optional(),
  source: z.string().optional(),
  /** Where in the record, as a JSON pointer. */
  pointer: z.string(),
  code: z.string(),
  sentence: z.string(),
})
export type FieldProblem = z.infer<typeof FieldProblem>

/** What a record would become, row by row; nothing is kept. */
export const RecordPreview = z
  .object({
    version: z.string(),
    /** `unmapped` is kept for a steward, `malformed` goes back to the sender. */
    kind: z.enum(['events', 'ignored', 'unmapped', 'malformed']),
    events: z.array(
      z.object({
        record: z.string(),
        line: Count.optional(),
        type: z.string(),
        title: z.string(),
        rows: z.array(
          FieldRow.extend({
            pointer: z.string().optional(),
            found: z.unknown().optional(),
            result: z.unknown().optional(),
            problem: FieldProblem.optional(),
          }),
        ),
        event: z.unknown().optional(),
        problems: z.array(FieldProblem),
      }),
    ),
    problems: z.array(FieldProblem),
  })
  .meta({ id: 'RecordPreview' })
export type RecordPreview = z.infer<typeof RecordPreview>
