import type { FieldTable } from '#model/field-table/table'
import type { Estate } from './estate.ts'

/** A system that speaks in its own words: which table reads them, and which secrets sign them, if any. */
export interface WireSystem {
  readonly id: string
  readonly title: string
  readonly plants: readonly string[]
  readonly table: FieldTable
  readonly secrets: readonly string[]
}

export const wireSystemsOf = ({
  systems,
  fieldTables,
}: Pick<Estate, 'systems' | 'fieldTables'>): readonly WireSystem[] =>
  systems.flatMap(({ id, title, plants, fieldTable, wireSecrets }) =>
    fieldTables
      .filter(({ table }) => table === fieldTable)
      .map((table) => ({ id, title, plants, table, secrets: wireSecrets })),
  )
