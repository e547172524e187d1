import { z } from 'zod'
import type { WireSystem } from '#governance/wire-systems'
import { FieldTableList, FieldTableView } from '../contract.ts'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, type Reader } from '../pages/reader.ts'
import { notFound } from '../problems.ts'
import { route } from '../routes/route.ts'
import { readReceived } from './received.ts'
import { Params } from './params.ts'
import { cardOf, rulesOf } from './shown.ts'

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
      ...rulesOf(table),
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
