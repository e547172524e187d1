import path from 'node:path'
import type { EngineParts } from '#engine'
import { readFieldTable } from '#governance/field-table-file'
import { fieldTablesKeeper } from '#governance/field-tables'
import type { WireSystem } from '#governance/wire-systems'
import { FieldTables } from '#model/ports/field-tables'
import { FieldTable } from '#model/field-table/table'

/** The table of the demo: what the MES of plant A says, and what it means. */
export const mesA = readFieldTable(path.resolve('demo/estate/field-tables/mes-a.yaml'))

/** The same table with more in it, as somebody writes it who mends it. */
export const mended = (change: (table: { -readonly [K in keyof FieldTable]: FieldTable[K] }) => object): FieldTable =>
  FieldTable.parse({ ...mesA, ...change({ ...mesA }) })

export const speaker = (over: Partial<WireSystem> = {}): WireSystem => ({
  id: 'mes',
  title: 'MES of plant A',
  plants: ['A'],
  table: mesA,
  secrets: [],
  ...over,
})

/** The hub's own port of field tables, beside the ports that are there. */
export const withFieldTables = (tables: readonly FieldTable[], { connections }: EngineParts): Partial<EngineParts> => {
  const own = {
    system: 'hub',
    keeper: fieldTablesKeeper(() => tables),
    callsAtOnce: 1,
    deadline: 5000,
    lingers: 5000,
  }
  return { connections: (plant, port) => (port === FieldTables.portName ? own : connections(plant, port)) }
}

let made = 0

/** A document of the MES: material issued, a line for each lot. */
export const anIssue = (lines: readonly object[] = [{}], over: object = {}, timestamp = '2026-11-22 06:04:11') => ({
  event: 'stock_document.created',
  data: {
    order_no: 'odoo.1',
    operator: 'op-1027',
    type: 'material_issue',
    document_no: `MI-${++made}`,
    lines: lines.map((line) => ({ material_code: 'STEEL-2MM', quantity: '12,500', uom: 'kg', ...line })),
    ...over,
  },
  timestamp,
})
