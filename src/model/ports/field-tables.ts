import { z } from 'zod'
import type { Translation } from '../field-table/translate.ts'
import { port, reads } from './port.ts'

/** A record with who said it and which table reads it. */
export interface RecordQuestion {
  readonly plant: string
  readonly system: string
  readonly table: string
  readonly record: unknown
}

const Answer = z.custom<Translation>((value) => typeof value === 'object' && value !== null)

/** The field tables of the estate, as they are now. */
export const FieldTables = port('field-tables', {
  /** What the table makes of a record. `Refused UNKNOWN_TABLE` when the estate has it no more. */
  translation: reads<RecordQuestion, Translation>(Answer),
})
