import { z } from 'zod'
import { canonicalJson, sha256 } from '#kernel/canonical-json'
import { hours } from '#kernel/time'
import type { BookLook, ChangeWatch, Question } from '#model/ports/change-watch'
import type { CallOptions, OdooClient } from '../../client.ts'
import type { OdooMapping } from '../../mapping.ts'
import { profileOf } from '../../profile.ts'
import type { OdooSettings } from '../../settings.ts'
import type { Book } from '../../watched/book.ts'
import { booksOf } from '../../watched/books-of.ts'
import { bookOf, moment, recordFrom } from '../../watched/record.ts'
import { type PlainBook, plainBooks } from './books.ts'
import { Cells, ref, text } from './cells.ts'
import { isBesideOwn, isOwn, type Span, spansOf } from './own.ts'
import { apart, asText, earlier, type Place, placeIn, type Stamp } from './place.ts'
import { type Rows, surroundingsOf } from './surroundings.ts'
import { compared, versionOf } from './sweep.ts'

/** Rows of one answer. */
const AT_ONCE = 1000
/** Moments of rows that one sweep reads: of those that are known, and of some that are not. */
const SWEPT_AT_ONCE = 10_000
/** However late something came, a look by time reaches back no further: the rest is for the sweep. */
const FURTHEST = hours(1)

/** What a look at one book goes by. */
interface Sight {
  readonly book: Book
  readonly plain: PlainBook
  readonly version: number
  readonly user: number
  readonly at: Stamp
  readonly read: Rows
}

interface Found {
  readonly rows: readonly Cells[]
  readonly place: Place
}

/**
 * What changed in an Odoo that takes no procedures. No call tells which transaction wrote a row, so a look asks by the
 * moment of writing and reaches back over what may have begun before and committed since; and with each look some thousand
 * known records are held against what is there, which finds what was deleted and what committed later than that.
 */
export function plainChanges(
  odoo: OdooClient,
  mapping: OdooMapping,
  { system, overlap }: Pick<OdooSettings, 'system' | 'overlap'>,
): ChangeWatch {
  /** As long as the longest transaction that was seen. */
  let reach = overlap

  return {
    system,
    books: booksOf('19').map(bookOf),

    async look(asked, signal) {
      const options = { signal, urgency: 'bulk' } as const
      const version = await odoo.version(options)
      const user = await odoo.userId(options)
      const read = rowsOf(odoo, options)
      // Before anything is read: what commits from now on is for the next look.
      const at = await now(odoo, options)
      const { books } = profileOf(version)
      const plain = plainBooks(version, earlier(at, hours(24)))
      const answers: BookLook[] = []
      for (const question of asked) {
        const book = books.find(({ name }) => name === question.book)!
        const sight = { book, plain: plain[book.name]!, version, user, at, read }
        answers.push(await lookAt(question, sight))
      }
      return { answers, at: moment(at), horizon: { snapshot: at, waits: false } }
    },
  }

  async function lookAt(question: Question, sight: Sight): Promise<BookLook> {
    const begun = performance.now()
    const { about, from, known } = question
    const { book, plain, at, read } = sight
    const place = from === undefined ? undefined : placeIn(from)
    const cost = () => performance.now() - begun
    if (!place && about !== 'every')
      return { book: book.name, records: [], gone: [], upto: '', more: false, isLost: true, cost: cost() }
    const since = about === 'every' ? undefined : (place!.page?.from ?? place!.upto)
    const back = place?.page ? place.page.from : since && earlier(since, reach)
    const page = await pageOf(question, place, back, sight)
    const swept = about === 'every' ? { missing: [], differing: [] } : await sweep(known, plain, book.model, read)
    const gone = await deleted(swept.missing, book.model, read)
    const late = swept.differing.filter(({ record, stamp }) => stamp < back! && isKnownOrBelow(record, known))
    for (const { stamp } of late) reach = Math.max(reach, Math.min(apart(stamp, at), FURTHEST))
    const beside = swept.differing.slice(0, AT_ONCE).map(({ record }) => record)
    const more = beside.length > 0 ? await whole([['id', 'in', beside]], sight) : []
    // What was read later stands.
    const rows = [...new Map([...page.rows, ...more].map((row) => [row.id, row])).values()]
    const records = await recordsFrom(rows, since, sight)
    return {
      book: book.name,
      records,
      gone,
      upto: asText(page.place),
      more: page.place.page !== undefined,
      isLost: false,
      cost: cost(),
      ...(late[0] ? { late: { record: late[0].record, began: moment(late[0].stamp) } } : {}),
    }
  }

  /** By number, so that what is written meanwhile moves nothing: it says a later moment, and the next look asks for it. */
  async function pageOf(
    { about }: Question,
    place: Place | undefined,
    back: Stamp | undefined,
    sight: Sight,
  ): Promise<Found> {
    const { plain, at } = sight
    const upto = place?.page ? place.upto : at
    const domain = [
      ['id', '>', place?.page?.last ?? 0],
      ...(back ? [['write_date', '>=', back]] : []),
      ...(about === 'near' ? (plain.near ?? []) : []),
    ]
    const rows = await whole(domain, sight, { order: 'id', limit: AT_ONCE })
    const isFull = rows.length === AT_ONCE
    return { rows, place: { upto, ...(isFull ? { page: { from: back, last: rows.at(-1)!.id } } : {}) } }
  }

  function whole(domain: readonly unknown[], { book, plain, read }: Sight, more?: object): Promise<readonly Cells[]> {
    const fields = [...plain.reads, 'create_date', 'write_date', 'write_uid']
    return read(book.model, [...domain, ...plain.domain], fields, more)
  }

  async function recordsFrom(rows: readonly Cells[], since: Stamp | undefined, sight: Sight) {
    const { book, plain, version, user, read } = sight
    const { parents, orders, items } = await surroundingsOf(rows, plain, version, read)
    const users = await usersOf(rows, read)
    const seen = rows.map((row) => {
      const parent = parents.get(ref(row[plain.parent?.field ?? '']) ?? 0)
      const production = plain.order?.(row, parent)
      const order = orders.get(production ?? 0)
      const item = items.get(plain.item?.(row) ?? 0)
      return { row, production, order, stamp: stampOf(row), beside: { parent, orderName: order?.name, item } }
    })
    const mine = seen.filter(({ row }) => ref(row['write_uid']) === user)
    const spans = since === undefined ? [] : await spansFor(mine, seen, since, read)
    return seen.flatMap(({ row, production, order, stamp, beside }) => {
      const values = plain.values(row, beside)
      const columns = book.fields.map(({ field }) => values[field] ?? null)
      const by = users.get(ref(row['write_uid']) ?? 0)
      return recordFrom(
        book,
        {
          record: row.id,
          version: versionOf(stamp, sha256(canonicalJson(columns)).slice(0, 12)),
          writtenAt: stamp,
          login: text(by?.['login']),
          name: text(by?.['name']),
          isOwn: ref(row['write_uid']) === user && isOwn(spans, order?.first, stamp),
          isBesideOwn: since !== undefined && isBesideOwn(spans, order?.first, since),
          object: plain.object(row, beside.parent),
          label: plain.label(row, beside),
          order: order?.first ?? null,
          orderRecord: production ?? null,
          warehouse: order?.warehouse ?? null,
          columns,
        },
        mapping,
      )
    })
  }
}

type Seen = { readonly order: { readonly first: number } | undefined; readonly stamp: Stamp }

/** Effects by which rows could be the hub's own, or stand beside what is. */
function spansFor(mine: readonly Seen[], all: readonly Seen[], since: Stamp, read: Rows): Promise<readonly Span[]> {
  const orders = [...new Set(all.flatMap(({ order }) => order?.first ?? []))]
  const oldest = mine.reduce((so, { stamp }) => (stamp < so ? stamp : so), since)
  return orders.length > 0 || mine.length > 0 ? spansOf(orders, oldest, read) : Promise.resolve([])
}

async function sweep(known: Question['known'], plain: PlainBook, model: string, read: Rows) {
  const range = [['id', '>', known.after], ...(known.upto === undefined ? [] : [['id', '<=', known.upto]])]
  const more = { order: 'id', limit: SWEPT_AT_ONCE }
  const rows = await read(model, [...range, ...plain.domain], ['write_date'], more)
  return compared(rows, known, rows.length < SWEPT_AT_ONCE)
}

/** Those that are there no more, rather than being watched no more. */
async function deleted(missing: readonly number[], model: string, read: Rows): Promise<readonly number[]> {
  if (missing.length === 0) return []
  const there = new Set((await read(model, [['id', 'in', missing]], ['id'])).map(({ id }) => id))
  return missing.filter((record) => !there.has(record))
}

const usersOf = async (rows: readonly Cells[], read: Rows): Promise<ReadonlyMap<number, Cells>> => {
  const ids = [...new Set(rows.map((row) => ref(row['write_uid'])).filter((id) => id !== undefined))]
  const users = ids.length > 0 ? await read('res.users', [['id', 'in', ids]], ['login', 'name']) : []
  return new Map(users.map((user) => [user.id, user]))
}

/** Beyond what is known there are rows that the look by time is about to read. */
const isKnownOrBelow = (record: number, { records }: Question['known']): boolean =>
  record <= (records.at(-1)?.record ?? 0)

const stampOf = (row: Cells): Stamp => text(row['write_date']) ?? text(row['create_date']) ?? ''

/** Records that are archived are there all the same, and names are those the books have. */
const rowsOf =
  (odoo: OdooClient, options: CallOptions): Rows =>
  (model, domain, fields, more = {}) => {
    const context = { active_test: false, lang: 'en_US' }
    return odoo.call(model, 'search_read', { domain, fields, context, ...more }, z.array(Cells), options)
  }

/** Odoo's own clock: the moment it would give a movement. */
async function now(odoo: OdooClient, options: CallOptions): Promise<Stamp> {
  const shape = z.looseObject({ date: z.string() })
  return (await odoo.call('stock.move', 'default_get', { fields: ['date'] }, shape, options)).date
}
