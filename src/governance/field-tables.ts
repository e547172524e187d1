import { Refused } from '#kernel/failure'
import type { FieldTable } from '#model/field-table/table'
import { translate } from '#model/field-table/translate'
import { FieldTables, type RecordQuestion } from '#model/ports/field-tables'
import type { PortKeeper } from '#model/ports/port'

/** The estate's field tables as a port: what a record means now is a fact, kept with the version of the table. */
export const fieldTablesKeeper = (tables: () => readonly FieldTable[]): PortKeeper => ({
  port: FieldTables.portName,
  read: async (_operation, args) =>
    (args as readonly RecordQuestion[]).map(({ table: name, record, plant, system }) => {
      const table = tables().find((one) => one.table === name)
      return table
        ? translate(table, record, { plant, system })
        : new Refused('UNKNOWN_TABLE', `The estate has no field table ${name} any more.`)
    }),
  perform: async () => {
    throw new Error('field tables have no effects')
  },
})
