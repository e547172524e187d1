import type { CloudEvent } from '../message.ts'
import { ProductionOrderId } from '../production.ts'
import { type FieldProblem, type Preview, preview, type PreviewEvent, type Sender } from './preview.ts'
import type { FieldTable } from './table.ts'

/**
 * What is to become of a record. `unmapped`: the table does not know a word of it, which no sender can heal, so it is kept
 * until somebody mends the table. `malformed`: it can never be read as it was sent.
 */
export interface Translation {
  readonly kind: 'events' | 'ignored' | 'unmapped' | 'malformed'
  /** The version of the table: name and content hash, as each event carries it in `fieldtable`. */
  readonly version: string
  /** The order that the record names, where the table can tell so much of it. */
  readonly order?: string
  readonly events: readonly CloudEvent[]
  readonly problems: readonly FieldProblem[]
}

const ofTheTable: ReadonlySet<string> = new Set(['UNMAPPED_RECORD', 'UNMAPPED_CODE', 'UOM_NOT_CONVERTIBLE'])

/** What a record means: all of its events or none, so that nobody books half a document. */
export function translate(table: FieldTable, record: unknown, sender: Sender): Translation {
  const shown = preview(table, record, sender)
  const { version, events, problems } = shown
  const kind = kindOfRecord(shown)
  const order = orderIn(events)
  return {
    kind,
    version,
    problems,
    events: kind === 'events' ? events.flatMap(({ event }) => (event ? [event] : [])) : [],
    ...(order === undefined ? {} : { order }),
  }
}

export function kindOfRecord({ ignored, problems }: Preview): Translation['kind'] {
  if (ignored) return 'ignored'
  if (problems.length === 0) return 'events'
  return problems.every(({ code }) => ofTheTable.has(code)) ? 'unmapped' : 'malformed'
}

function orderIn(events: readonly PreviewEvent[]): string | undefined {
  const found = events
    .flatMap(({ rows }) => rows)
    .find(({ row, result }) => row === 'data.order' && result !== undefined)
  return ProductionOrderId.safeParse(found?.result).data
}
