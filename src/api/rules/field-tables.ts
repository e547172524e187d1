import { fieldTableFrom, fieldTableText } from '#governance/field-table-file'
import { plantsWith } from '#governance/rights'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { Refused } from '#kernel/failure'
import type { CloudEvent } from '#model/message'
import type { FieldTable } from '#model/field-table/table'
import { prepared, type Reader } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { recordIn } from '../wire/body.ts'
import { previewOf } from '../wire/preview-of.ts'
import { DraftTable, DraftTableWish } from './contract.ts'

const listReceived = prepared('list-received')

export const draftTableRoute = route(
  {
    name: 'draftFieldTable',
    method: 'POST',
    path: '/api/v1/rules/field-tables',
    access: ['rules.propose'],
    summary: 'Reads a field table that somebody writes, and holds it against the latest records; nothing is kept',
    body: DraftTableWish,
    answer: DraftTable,
  },
  async ({ reader, body }, { rules }) => {
    const text = 'text' in body ? body.text : fieldTableText(body.table)
    const read = readTable(text)
    if (typeof read === 'string') return { text, table: null, trouble: read, records: [] }
    const now = rules.live.now().rules.fieldTables.find(({ table }) => table === read.table)
    return { text, table: read, trouble: null, records: await heldAgainst(reader, read, now) }
  },
)

/** The table, or the sentence that says what stands against it. */
function readTable(text: string): FieldTable | string {
  try {
    return fieldTableFrom(text, 'This')
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

interface Received {
  readonly sha256: string
  readonly plant: string
  readonly system: string
  readonly received_at: string
  readonly bytes: Buffer
}

/** What becomes of the records that came last, by the table as it holds and as it is written; only where one may see them. */
async function heldAgainst({ database, home, grants }: Reader, table: FieldTable, now: FieldTable | undefined) {
  const plants = plantsWith(grants, 'field-tables.read')
  const rows = await database.all<Received>(listReceived, [home, table.table, plants === '*' ? null : plants])
  return rows.map(({ sha256, plant, system, received_at: receivedAt, bytes }) => {
    const record = recordIn(bytes)
    const meaning = (by: FieldTable) => {
      const { kind, problems, events } = previewOf(by, record, { plant, system })
      return {
        kind,
        problems: problems.map(({ sentence }) => sentence),
        events: events.flatMap(({ event }) => (event ? [saidIn(event as CloudEvent)] : [])),
      }
    }
    const is = meaning(table)
    const was = now ? meaning(now) : null
    return { sha256, receivedAt, was, is, same: was !== null && saidOf(was) === saidOf(is) }
  })
}

const saidIn = ({ type, id, data }: CloudEvent) => ({ type, id, data })

const saidOf = (meaning: object): string => canonicalJson(meaning as unknown as Json)
