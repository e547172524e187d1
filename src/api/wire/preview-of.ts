import { kindOf } from '#model/catalogue'
import { preview, type Sender } from '#model/field-table/preview'
import type { FieldTable } from '#model/field-table/table'
import { kindOfRecord } from '#model/field-table/translate'
import type { RecordPreview } from '../contract.ts'

/** What a table would make of a record, as the API and the command line show it. */
export function previewOf(table: FieldTable, record: unknown, sender: Sender): RecordPreview {
  const shown = preview(table, record, sender)
  return {
    version: shown.version,
    kind: kindOfRecord(shown),
    problems: [...shown.problems],
    events: shown.events.map((made) => ({
      ...made,
      title: kindOf(made.type)?.title ?? made.type,
      rows: made.rows.map((row) => ({ ...row, steps: [...row.steps] })),
      problems: [...made.problems],
    })),
  }
}
