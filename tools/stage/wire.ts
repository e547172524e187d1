import path from 'node:path'
import { readFieldTable } from '#governance/field-table-file'
import { sha256 } from '#kernel/canonical-json'
import { parseExactJson } from '#kernel/exact-json'
import { FieldTableList, FieldTableView, Journey, RecordPreview, type WireRecord } from '../../src/api/contract.ts'
import { previewOf } from '../../src/api/wire/preview-of.ts'
import { cardOf, rulesOf } from '../../src/api/wire/shown.ts'
import { problem, Refusal } from './problems.ts'

const table = readFieldTable(path.join(import.meta.dirname, '../../demo/estate/field-tables/mes-a.yaml'))
const speakers = [{ id: 'mes', title: 'MES', plants: ['A'], table, secrets: ['whsec_'] }]
const sender = { plant: 'A', system: 'mes' }

/** What plant A's MES sent for the first issue of the story; its second line has a unit that nobody has named. */
const sent = (document: string, lines: readonly object[]) =>
  JSON.stringify({
    event: 'stock_document.created',
    data: { type: 'material_issue', document_no: document, order_no: 'odoo.42', operator: 'P-1180', lines },
    timestamp: '2026-11-22 06:04:11',
  })
const steel = {
  material_code: 'STEEL-2MM',
  lot_number: 'CO-2611-07',
  quantity: '131,250',
  uom: 'kg',
  operation_no: '10',
}
const understood = sent('MI-2611', [steel])
const half = sent('MI-2612', [steel, { material_code: 'BOLT-M8', quantity: '2', uom: 'box' }])

const received = (text: string, became: WireRecord['became'], receivedAt: string): WireRecord => ({
  sha256: sha256(text),
  fieldTable: table.table,
  plant: 'A',
  system: 'mes',
  receivedAt,
  text,
  became,
})

/** The same journey, of an event that was made of a record in the MES's own words. */
export function inOwnWords(journey: Journey): Journey {
  const { messageId, title, progress, receivedAt } = journey.message
  const [made] = previewOf(table, parseExactJson(understood), sender).events
  const became = [{ messageId, title, id: 'MI-2611/1', progress }]
  return { ...journey, event: made?.event, wire: received(understood, became, receivedAt) }
}

export const fieldTables = (): unknown => FieldTableList.parse({ items: [cardOf(table, speakers)] })

export function fieldTable(name: string, record: string | null, journeys: readonly Journey[]): unknown {
  if (name !== table.table)
    throw new Refusal(
      problem(404, 'NOT_FOUND', 'Not found', 'There is no such field table, or it is not yours to see.'),
    )
  const behind = journeys.find(({ wire }) => wire?.sha256 === record)?.wire
  const [last] = journeys
  const stuck = last && {
    messageId: last.message.messageId,
    title: 'Record not understood',
    id: `record/${sha256(half)}`,
    progress: 'stopped' as const,
  }
  return FieldTableView.parse({
    ...cardOf(table, speakers),
    ...rulesOf(table),
    received: behind ?? (stuck ? received(half, [stuck], last.message.receivedAt) : null),
  })
}

export function previewRecord(text: string): unknown {
  try {
    return RecordPreview.parse(previewOf(table, parseExactJson(text), sender))
  } catch (error) {
    throw new Refusal({
      ...problem(400, 'SCHEMA_INVALID', 'Not readable', `The record could not be read: ${(error as Error).message}.`),
      errors: [],
    })
  }
}
