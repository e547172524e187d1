import { z } from 'zod'
import type { WireSystem } from '#governance/wire-systems'
import { kindOf } from '#model/catalogue'
import { sourceOf } from '#model/field-table/row'
import { conditionOf, stepsOf } from '#model/field-table/steps'
import { type FieldTable, tableHash } from '#model/field-table/table'
import { type FieldTableCard, FieldTableList, FieldTableView } from '../contract.ts'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, type Reader } from '../pages/reader.ts'
import { notFound } from '../problems.ts'
import { route } from '../routes/route.ts'
import { readReceived } from './received.ts'
import { Params } from './params.ts'

export const fieldTablesRoute = route(
  {
    name: 'listFieldTables',
    method: 'GET',
    path: '/api/v1/wire',
    access: ['field-tables.read'],
    summary: 'Field tables, and the systems whose records they read',
    query: PlantQuery,
    answer: FieldTableList,
  },
  async ({ reader, query }, { wire }) => {
    const own = visible(reader, wire, query.plant)
    const tables = new Map(own.map(({ table }) => [table.table, table]))
    return { items: [...tables.values()].map((table) => cardOf(table, own)) }
  },
)

export const fieldTableRoute = route(
  {
    name: 'readFieldTable',
    method: 'GET',
    path: '/api/v1/wire/{table}',
    access: ['field-tables.read'],
    summary: 'One field table, row by row, with the last record that came to it as it was received',
    params: Params,
    query: z.strictObject({
      record: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')
        .optional()
        .describe('The record to show, by its hash'),
    }),
    answer: FieldTableView,
    refuses: [404],
  },
  async ({ reader, params, query }, { wire }) => {
    const own = visible(reader, wire)
    const { table } = speakerFor(own, params.table)
    const plants = plantsFor(reader, 'field-tables.read')
    return {
      ...cardOf(table, own),
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
      lists: Object.entries({ ...table.lookups, ...table.units }).map(([name, codes]) => ({
        name,
        entries: Object.entries(codes),
      })),
      received: await readReceived(reader, { table: table.table, plants, sha256: query.record }),
    }
  },
)

/** The systems whose records a person may see, each in the plants where they may. */
export function visible(reader: Reader, wire: readonly WireSystem[], plant?: string): readonly WireSystem[] {
  const plants = plantsFor(reader, 'field-tables.read', plant)
  return wire
    .map((system) => ({ ...system, plants: system.plants.filter((id) => plants === null || plants.includes(id)) }))
    .filter((system) => system.plants.length > 0)
}

/** A table that nobody of one's own plants speaks through is not there. */
export function speakerFor(own: readonly WireSystem[], table: string): WireSystem {
  const found = own.find((one) => one.table.table === table)
  if (!found) throw notFound('field table')
  return found
}

const cardOf = (table: FieldTable, systems: readonly WireSystem[]): FieldTableCard => ({
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
