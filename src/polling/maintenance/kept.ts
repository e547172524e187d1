import { Unavailable } from '#kernel/failure'
import { type Sql, statementsIn } from '#kernel/sql'
import { instant, type Instant } from '#kernel/time'
import type { MaintenanceBookName } from '#model/ports/maintenance-books'
import type { Known, Said } from './news.ts'

const sql = statementsIn(import.meta.url)
const readBook = sql('read-book')
const holdBook = sql('hold-book')
const readRecords = sql('read-records')
const keepRecords = sql('keep-records')
const nextOpen = sql('next-open')
const missingRecords = sql('missing-records')

/** How far a book is known. */
export interface Standing {
  readonly newest?: Instant
  readonly sweptAt?: Instant
  readonly turn: number
}

export interface Kept extends Known {
  readonly keptAt: Instant
}

interface RecordRow {
  readonly record: string
  readonly changed_at: Date | string
  readonly said: Said
  readonly is_gone: boolean
  readonly kept_at: Date | string
}

/** Another process of the hub has looked at the same book meanwhile: its look counts. */
export const OVERTAKEN = 'OVERTAKEN'

/** Of a range that is unbounded the database tells as much as is asked for at once. */
const MISSING = 100

/** What the hub keeps of one book of a CMMS. */
export function keptOf(home: string, system: string, book: MaintenanceBookName) {
  const here = [home, system, book]
  return {
    async standing(on: Sql): Promise<Standing> {
      const [row] = await on.all<{ newest: Date | string | null; swept_at: Date | string | null; turn: string }>(
        readBook,
        here,
      )
      if (!row) return { turn: 0 }
      return {
        turn: Number(row.turn),
        ...(row.newest ? { newest: moment(row.newest) } : {}),
        ...(row.swept_at ? { sweptAt: moment(row.swept_at) } : {}),
      }
    },

    /** Moves on from where it stood; fails where it stands elsewhere by now. */
    async move(on: Sql, from: Standing, to: Pick<Standing, 'newest' | 'sweptAt'>): Promise<void> {
      const moved = await on.all(holdBook, [...here, from.turn, to.newest ?? null, to.sweptAt ?? null])
      if (moved.length === 0)
        throw new Unavailable(OVERTAKEN, `Another process of the hub has looked at the ${book} of ${system} meanwhile`)
    },

    async known(on: Sql, records: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
      if (records.length === 0) return new Map()
      const rows = await on.all<RecordRow>(readRecords, [...here, records])
      return new Map(
        rows.map(({ record, changed_at, said, is_gone, kept_at }) => [
          record,
          { changedAt: moment(changed_at), said, isGone: is_gone, keptAt: moment(kept_at) },
        ]),
      )
    },

    async keep(on: Sql, records: ReadonlyMap<string, Known>, now: Instant): Promise<void> {
      if (records.size === 0) return
      const all = [...records]
      await on.all(keepRecords, [
        ...here,
        all.map(([record]) => record),
        all.map(([, { changedAt }]) => changedAt),
        all.map(([, { said }]) => JSON.stringify(said)),
        all.map(([, known]) => !known.isGone && isWorkedOn(known.said)),
        all.map(([, { isGone }]) => isGone),
        now,
      ])
    },

    /** The next few that are worked on, in turn. */
    async open(on: Sql, after: string, atMost: number): Promise<readonly string[]> {
      const rows = await on.all<{ record: string }>(nextOpen, [...here, after, atMost])
      return rows.map(({ record }) => record)
    },

    /** Known for longer than a replica is behind, and not found. */
    async missing(on: Sql, found: readonly string[], before: Instant): Promise<readonly string[]> {
      const rows = await on.all<{ record: string }>(missingRecords, [...here, found, MISSING, before])
      return rows.map(({ record }) => record)
    },
  }
}

const isWorkedOn = (said: Said): boolean =>
  'order' in said && (said.order.state === 'started' || said.order.state === 'held')

const moment = (at: Date | string): Instant => (typeof at === 'string' ? instant(Date.parse(at)) : at.toISOString())
