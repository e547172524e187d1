import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { type Instant, instant } from '#kernel/time'
import { watchedObjects, type WatchedFieldName } from '#model/erp-change'
import type { BookLook, ChangeWatch, Question, Values, WatchedBook, WatchedRecord } from '#model/ports/change-watch'
import type { Run } from './caller.ts'
import { type OdooMapping, STATES } from './mapping.ts'
import { profileOf } from './profile.ts'
import type { OdooClient } from './client.ts'
import type { Book, BookField } from './watched/book.ts'
import { books19 } from './watched/odoo-19.ts'

const text = z.string().nullable()
/** Record, transaction, whether the integration user wrote it, created and written when, by whom; then what is watched. */
const Row = z.tuple([z.int(), z.string(), z.boolean().nullable(), text, text, text, text], text)

const BookAnswer = z.strictObject({
  book: z.string(),
  rows: z.array(Row),
  gone: z.array(z.int()),
  ours: z.array(z.string()),
  posted: z.array(z.int()),
  full: z.boolean(),
  lost: z.boolean(),
  cost: z.number(),
})
const Answer = z.strictObject({
  books: z.array(BookAnswer),
  upto: z.int(),
  at: z.string(),
  horizon: z.strictObject({
    waits: z.boolean(),
    held: z.strictObject({ session: z.string(), user: z.string(), doing: z.string(), since: z.string() }).nullable(),
  }),
})

/** Rows of one answer; a transaction may have written more, so a place is a transaction and a record. */
const AT_ONCE = 1000

/** Odoo's way of telling what changed: the procedure `changes`, with the books of its version. */
export function odooChanges(odoo: OdooClient, run: Run, mapping: OdooMapping, system: string): ChangeWatch {
  return {
    system,
    // Which books there are, and what is watched in them, is the same in every version.
    books: books19.map(bookOf),

    async look(asked, signal) {
      const { books } = profileOf(await odoo.version({ signal }))
      const payload = { books: asked.map(questionFor) }
      const told = await run('changes', payload, Answer, { signal, urgency: 'bulk' })
      const answers = told.books.map((answer, nth): BookLook => {
        const book = books.find(({ name }) => name === answer.book)!
        const hub = { moments: new Set(answer.ours), orders: new Set(answer.posted) }
        const records = answer.rows.flatMap((row) => recordFrom(book, row, hub, mapping))
        return {
          book: answer.book,
          records,
          gone: answer.gone,
          upto: positionAfter(asked[nth]!, answer, told.upto),
          more: answer.full,
          isLost: answer.lost,
          cost: answer.cost,
        }
      })
      const { held } = told.horizon
      return {
        answers,
        at: moment(told.at),
        horizon: {
          snapshot: `${told.upto}`,
          waits: told.horizon.waits,
          ...(held ? { held: { ...held, since: moment(held.since) } } : {}),
        },
      }
    },
  }
}

const bookOf = ({ name, fields, born, near }: Book): WatchedBook => ({
  name,
  fields: Object.fromEntries(fields.map(({ field, group, ours = false }) => [field, { group, ours }])),
  born,
  hasNear: near !== undefined,
})

/** A position: the number of a transaction and the last record told of it. */
function questionFor({ book, about, from, known }: Question): object {
  const [since, last] = (from ?? '0:0').split(':').map(Number)
  return { book, about, since, last, known, limit: AT_ONCE }
}

/** While pages are read the snapshot of the first of them is kept; afterwards it is where changes are told from. */
function positionAfter({ about, from }: Question, { rows, full }: z.infer<typeof BookAnswer>, upto: number): string {
  const last = rows.at(-1)
  if (about === 'every') {
    const begun = from?.split(':')[0] ?? upto
    return full ? `${begun}:${Math.max(...rows.map(([id]) => id))}` : `${begun}:0`
  }
  return full && last ? `${last[1]}:${last[0]}` : `${upto}:0`
}

function recordFrom(
  book: Book,
  [record, transaction, isByUs, created, written, login, name, ...told]: z.infer<typeof Row>,
  hub: { readonly moments: ReadonlySet<string>; readonly orders: ReadonlySet<number> },
  mapping: OdooMapping,
): readonly WatchedRecord[] {
  const [object, label, order, orderRecord, warehouse, ...columns] = told
  const plant = plantFor(mapping, warehouse ?? null, order ?? null)
  if (plant === undefined || object === null) return []
  return [
    {
      record,
      object: z.enum(watchedObjects).parse(object),
      version: transaction,
      plant,
      label: label ?? `${book.name} ${record}`,
      ...(order ? { order: mapping.idOf(Number(order)), orderRecord: Number(orderRecord) } : {}),
      link: mapping.link(book.model, record),
      writtenAt: moment(written ?? created ?? ''),
      ...(login ? { by: { login, name: name ?? login } } : {}),
      isOwn: isByUs === true && hub.moments.has(written ?? ''),
      isBesideOwn: hub.orders.has(Number(order)),
      values: valuesOf(book.fields, columns),
    },
  ]
}

/** An order of a warehouse that no plant has declared is nobody's to be told of. */
function plantFor(mapping: OdooMapping, warehouse: string | null, order: string | null): string | undefined {
  try {
    return order === null ? mapping.plant : mapping.plantOf(warehouse)
  } catch (failure) {
    if (failure instanceof Refused) return undefined
    throw failure
  }
}

function valuesOf(fields: readonly BookField[], columns: readonly (string | null | undefined)[]): Values {
  const values: { -readonly [field in WatchedFieldName]?: string } = {}
  for (const [nth, { field, kind }] of fields.entries()) {
    const column = columns[nth]
    if (column !== null && column !== undefined && column !== '') values[field] = said[kind](column)
  }
  return values
}

const moment = (stamp: string): Instant => instant(Date.parse(`${stamp.replace(' ', 'T').slice(0, 23)}Z`) || 0)

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
