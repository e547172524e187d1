import { z } from 'zod'
import type { BookLook, ChangeWatch, Question, WatchedRecord } from '#model/ports/change-watch'
import type { Run } from './caller.ts'
import { failureFrom, understood } from './failures.ts'
import type { OdooMapping } from './mapping.ts'
import { profileOf } from './profile.ts'
import type { OdooClient } from './client.ts'
import type { Book } from './watched/book.ts'
import { booksOf } from './watched/books-of.ts'
import { bookOf, moment, recordFrom } from './watched/record.ts'

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
    books: booksOf('19').map(bookOf),

    async look(asked, signal) {
      const { books } = profileOf(await odoo.version({ signal }))
      const payload = { books: asked.map(questionFor) }
      const told = await run('changes', payload, Answer, { signal, urgency: 'bulk' })
      const answers = told.books.map((answer, nth): BookLook => {
        const book = books.find(({ name }) => name === answer.book)
        // An answer to other questions is somebody else's.
        if (!book || answer.book !== asked[nth]?.book) throw failureFrom({ kind: 'half-an-answer' })
        const hub = { moments: new Set(answer.ours), orders: new Set(answer.posted) }
        const records = understood(() => answer.rows.flatMap((row) => recordIn(book, row, hub, mapping)))
        return {
          book: answer.book,
          records,
          gone: answer.gone,
          upto: positionAfter(asked[nth], answer, told.upto),
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

/** A position: the number of a transaction and the last record told of it. */
function placeIn(from: string | undefined): { readonly since: number; readonly last: number } | undefined {
  if (from === undefined) return { since: 0, last: 0 }
  const [, since, last] = /^(\d+):(\d+)$/.exec(from) ?? []
  return since === undefined ? undefined : { since: Number(since), last: Number(last) }
}

/** Later than any snapshot: the procedure answers that the place is lost, as it is where plain mode left it. */
const NOWHERE = Number.MAX_SAFE_INTEGER

function questionFor({ book, about, from, known }: Question): object {
  const { since, last } = placeIn(from) ?? { since: about === 'every' ? 0 : NOWHERE, last: 0 }
  return { book, about, since, last, known: known.records.map(({ record }) => record), limit: AT_ONCE }
}

/** While pages are read the snapshot of the first of them is kept; afterwards it is where changes are told from. */
function positionAfter({ about, from }: Question, { rows, full }: z.infer<typeof BookAnswer>, upto: number): string {
  const last = rows.at(-1)
  if (about === 'every') {
    const begun = from === undefined ? upto : (placeIn(from)?.since ?? upto)
    return full ? `${begun}:${Math.max(...rows.map(([id]) => id))}` : `${begun}:0`
  }
  return full && last ? `${last[1]}:${last[0]}` : `${upto}:0`
}

function recordIn(
  book: Book,
  [record, version, isByUs, created, written, login, name, ...told]: z.infer<typeof Row>,
  hub: { readonly moments: ReadonlySet<string>; readonly orders: ReadonlySet<number> },
  mapping: OdooMapping,
): readonly WatchedRecord[] {
  const [object = null, label = null, order, orderRecord, warehouse = null, ...columns] = told
  return recordFrom(
    book,
    {
      record,
      version,
      writtenAt: written ?? created ?? '',
      login,
      name,
      isOwn: isByUs === true && hub.moments.has(written ?? ''),
      isBesideOwn: hub.orders.has(Number(order)),
      object,
      label,
      order: order ? Number(order) : null,
      orderRecord: orderRecord ? Number(orderRecord) : null,
      warehouse,
      columns,
    },
    mapping,
  )
}
