import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { type Instant, instant } from '#kernel/time'
import { watchedObjects, type WatchedFieldName } from '#model/erp-change'
import type { Values, WatchedBook, WatchedRecord } from '#model/ports/change-watch'
import { type OdooMapping, STATES } from '../mapping.ts'
import type { Book, BookField } from './book.ts'

/** A watched row as Odoo tells it, whichever way it was asked. */
export interface SeenRow {
  readonly record: number
  readonly version: string
  readonly writtenAt: string
  readonly login: string | null
  readonly name: string | null
  readonly isOwn: boolean
  readonly isBesideOwn: boolean
  readonly object: string | null
  readonly label: string | null
  /** The first order of its chain, and the one it hangs on. */
  readonly order: number | null
  readonly orderRecord: number | null
  readonly warehouse: string | null
  /** In the order of the book's fields. */
  readonly columns: readonly (string | null | undefined)[]
}

/** A book as whoever asks for changes knows it. */
export const bookOf = ({ name, fields, born, near }: Book): WatchedBook => ({
  name,
  fields: Object.fromEntries(fields.map(({ field, group, ours = false }) => [field, { group, ours }])),
  born,
  hasNear: near !== undefined,
})

/** A row in the hub's words; none where it is nobody's to be told of. */
export function recordFrom(book: Book, row: SeenRow, mapping: OdooMapping): readonly WatchedRecord[] {
  const { record, version, object, label, order, orderRecord, login, name, isOwn, isBesideOwn } = row
  const plant = plantFor(mapping, row.warehouse, order)
  if (plant === undefined || object === null) return []
  return [
    {
      record,
      object: z.enum(watchedObjects).parse(object),
      version,
      plant,
      label: label ?? `${book.name} ${record}`,
      ...(order ? { order: mapping.idOf(order), orderRecord: orderRecord ?? order } : {}),
      link: mapping.link(book.model, record),
      writtenAt: moment(row.writtenAt),
      ...(login ? { by: { login, name: name ?? login } } : {}),
      isOwn,
      isBesideOwn,
      values: valuesOf(book.fields, row.columns),
    },
  ]
}

/** An order of a warehouse that no plant has declared is nobody's to be told of. */
function plantFor(mapping: OdooMapping, warehouse: string | null, order: number | null): string | undefined {
  try {
    return order === null ? mapping.plant : mapping.plantOf(warehouse)
  } catch (failure) {
    if (failure instanceof Refused) return undefined
    throw failure
  }
}

function valuesOf(fields: readonly BookField[], columns: SeenRow['columns']): Values {
  const values: { -readonly [field in WatchedFieldName]?: string } = {}
  for (const [nth, { field, kind }] of fields.entries()) {
    const column = columns[nth]
    if (column !== null && column !== undefined && column !== '') values[field] = said[kind](column)
  }
  return values
}

export const moment = (stamp: string): Instant => instant(Date.parse(`${stamp.replace(' ', 'T').slice(0, 23)}Z`) || 0)

const decimal = (number: string): string =>
  number.includes('.') ? number.replace(/0+$/, '').replace(/\.$/, '') : number

/** Odoo's way of writing a value in the hub's. */
const said: { readonly [kind in BookField['kind']]: (column: string) => string } = {
  text: (column) => column,
  number: decimal,
  moment,
  state: (column) => STATES[column as keyof typeof STATES] ?? column,
  flag: (column) => (column === 'true' ? 'yes' : 'no'),
}
