import type { WireSystem } from '#governance/wire-systems'
import { kindOf } from '#model/catalogue'
import { sourceOf } from '#model/field-table/row'
import { conditionOf, stepsOf } from '#model/field-table/steps'
import { tableHash } from '#model/field-table/hash'
import type { FieldTable } from '#model/field-table/table'
import type { FieldTableCard, FieldTableView } from '../contract.ts'

/** A table in a list: its version, and who speaks through it. */
export const cardOf = (table: FieldTable, systems: readonly WireSystem[]): FieldTableCard => ({
  table: table.table,
  title: table.title,
  version: `${table.table}@${tableHash(table)}`,
  speakers: systems
    .filter((system) => system.table.table === table.table)
    .flatMap(({ id, title, plants, secrets }) =>
      plants.map((plant) => ({ plant, system: id, title, signs: secrets.length > 0 })),
    ),
  records: table.records.length,
})

/** What a table says, in words. */
export const rulesOf = (table: FieldTable): Pick<FieldTableView, 'kinds' | 'ignored' | 'lists'> => ({
  kinds: table.records.map(({ record, when, each, event, rows }) => ({
    record,
    when: when.map(conditionOf),
    each: each ? [each.path, ...each.when.map(conditionOf)].join(', where ') : null,
    event,
    title: kindOf(event)?.title ?? event,
    rows: rows.map((row, at) => ({
      row: row.to,
      nth: at + 1,
      source: sourceOf(row),
      steps: [...stepsOf(row)],
      required: row.required,
    })),
  })),
  ignored: table.ignored.map((when) => when.map(conditionOf)),
  lists: [...listsOf('codes', table.lookups), ...listsOf('units', table.units)],
})

const listsOf = (of: 'codes' | 'units', lists: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.entries(lists).map(([name, codes]) => ({ of, name, entries: Object.entries(codes) }))
