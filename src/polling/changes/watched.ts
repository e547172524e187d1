import { Unavailable } from '#kernel/failure'
import { type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Horizon, KnownRange, Values } from '#model/ports/change-watch'
import type { Known } from './judge-record.ts'
import type { Told } from './message.ts'

const sql = statementsIn(import.meta.url)
const readWatch = sql('read-watch')
const holdWatch = sql('hold-watch')
const writeWatch = sql('write-watch')
const readRecords = sql('read-records')
const nextRecords = sql('next-records')
const keepRecords = sql('keep-records')
const forgetRecords = sql('forget-records')
const writeHorizon = sql('write-horizon')

/** Known records that are looked for with each look, in turn. */
const SWEEP = 5000

/** How far a book is watched. */
export interface Standing {
  readonly book: string
  readonly near: string
  readonly whole: string
  readonly reading: string | null
  readonly compares: boolean
  readonly began_at: Instant
  readonly near_at: Instant
  readonly whole_at: Instant
  readonly near_cost: number
  readonly whole_cost: number
  readonly swept: number
}

export interface Tally {
  readonly told: number
  readonly echoes: number
  readonly unchanged: number
}

/** What the hub keeps of one system that it watches. */
export function watchedIn(home: string, system: string) {
  const here = [home, system]
  return {
    standings: (on: Sql) => on.all<Standing>(readWatch, here),

    /** Fails where another process has moved the book on since it was read: then its look counts, and this one does not. */
    async hold(on: Sql, book: string, was: Standing | undefined): Promise<void> {
      const [now] = await on.all<Standing>(holdWatch, [...here, book])
      const places = ({ near, whole, reading, swept }: Standing) => [near, whole, reading, swept].join(' ')
      if (now && (!was || places(now) !== places(was)))
        throw new Unavailable(OVERTAKEN, `Another process of the hub has looked at the ${book} meanwhile`)
    },

    write: (on: Sql, at: Standing, { told, echoes, unchanged }: Tally) =>
      on.all(writeWatch, [
        ...here,
        at.book,
        at.near,
        at.whole,
        at.reading,
        at.compares,
        at.began_at,
        at.near_at,
        at.whole_at,
        at.near_cost,
        at.whole_cost,
        at.swept,
        told,
        echoes,
        unchanged,
      ]),

    async known(on: Sql, book: string, records: readonly number[]): Promise<ReadonlyMap<number, Known & Kept>> {
      if (records.length === 0) return new Map()
      const rows = await on.all<{ record: number; version: string; said: Kept }>(readRecords, [...here, book, records])
      return new Map(rows.map(({ record, version, said }) => [record, { version, ...said }]))
    },

    async next(on: Sql, book: string, after: number): Promise<KnownRange> {
      const records = await on.all<KnownRange['records'][number]>(nextRecords, [...here, book, after, SWEEP])
      return { after, records, ...(records.length < SWEEP ? {} : { upto: records.at(-1)!.record }) }
    },

    async keep(on: Sql, book: string, records: readonly (Kept & { record: number; version: string })[]): Promise<void> {
      if (records.length === 0) return
      await on.all(keepRecords, [
        ...here,
        book,
        records.map(({ record }) => record),
        records.map(({ version }) => version),
        records.map(({ values, underWaySince, told }) => JSON.stringify({ values, underWaySince, told })),
      ])
    },

    forget: async (on: Sql, book: string, records: readonly number[]): Promise<void> => {
      if (records.length > 0) await on.all(forgetRecords, [...here, book, records])
    },

    horizon: (on: Sql, at: Instant, { snapshot, waits, held }: Horizon) =>
      on.all(writeHorizon, [...here, at, snapshot, waits, held ? JSON.stringify(held) : null]),
  }
}

/** Two processes of the hub have looked at the same book at the same time. */
export const OVERTAKEN = 'OVERTAKEN'

/** What is told of a record that is gone must be kept while it is there. */
export interface Kept {
  readonly values: Values
  /** Of an order: when the hub came to know that it is under way. */
  readonly underWaySince?: Instant
  readonly told: Pick<Told, 'object' | 'plant' | 'label' | 'order'>
}
