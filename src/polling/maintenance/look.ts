import type { NewMessage } from '#engine'
import type { Json } from '#kernel/canonical-json'
import { Failure } from '#kernel/failure'
import type { Database, Sql } from '#kernel/sql'
import { between, epochMilliseconds, instant, type Instant, later } from '#kernel/time'
import type { Ids } from '#kernel/world'
import {
  type Hint,
  type MaintenanceBookName,
  type MaintenanceBooks,
  type MaintenancePage,
  type MaintenanceRecord,
  NOT_UNDERSTOOD,
} from '#model/ports/maintenance-books'
import { keptOf, type Standing } from './kept.ts'
import { messageOf } from './message.ts'
import { judgeGone, judgeRecord, type Known } from './news.ts'
import { unreadOf } from './unread.ts'

export interface LookParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly deadline: () => AbortSignal
  /** Writes messages down in one transaction with what is written beside them. */
  readonly acceptBeside: (messages: readonly NewMessage[], beside: (sql: Sql) => Promise<void>) => Promise<void>
}

/** How many orders that are worked on are read again in one look, where parts leave no mark on them. */
const OPEN_AT_ONCE = 5
/** How many that were not understood are read again in one look: somebody may have mended what reads them. */
const UNREAD_AT_ONCE = 5

/** Looks into one book of a CMMS: at what changed, at all there is, or at what a webhook hinted at. */
export function looksInto(books: MaintenanceBooks, book: MaintenanceBookName, parts: LookParts) {
  const { database, home, now } = parts
  const { system, pace } = books
  const kept = keptOf(home, system, book)
  const unread = unreadOf(books, book, parts)
  let [openAfter, unreadAfter] = ['', '']

  async function notUnderstood(all: MaintenancePage['unread']): Promise<void> {
    if (all.length === 0) return
    const known = await kept.known(
      database,
      all.map(({ record }) => record),
    )
    await unread.found(all, (record) => {
      const was = known.get(record)
      return was && plantOf(was)
    })
  }

  /** Tells what is new in records that were read, and remembers them, together or not at all. */
  async function take(
    records: readonly MaintenanceRecord[],
    gone: readonly string[] = [],
    to: Pick<Standing, 'newest' | 'sweptAt'> = {},
  ): Promise<number> {
    const standing = await kept.standing(database)
    const known = await kept.known(database, [...records.map(({ record }) => record), ...gone])
    const isBeginning = standing.sweptAt === undefined
    const remember = new Map<string, Known>()
    const messages: NewMessage[] = []
    const keep = (record: string, plant: string, verdict: ReturnType<typeof judgeRecord>): void => {
      if (verdict.kind === 'seen') return
      remember.set(record, verdict.known)
      if (verdict.kind === 'told')
        messages.push(
          ...verdict.news.map((one) => messageOf(one, { ...parts, plant: plantOf(verdict.known) ?? plant, system })),
        )
    }
    for (const record of latestOf(records))
      keep(record.record, record.plant, judgeRecord(known.get(record.record), record, { isBeginning, now: now() }))
    for (const record of gone) {
      const was = known.get(record)
      if (was) keep(record, plantOf(was) ?? '', judgeGone(was, record, now()))
    }
    if (remember.size === 0 && to.newest === undefined && to.sweptAt === undefined) return 0
    await parts.acceptBeside(messages, async (sql) => {
      await kept.move(sql, standing, to)
      await kept.keep(sql, remember, now())
    })
    return messages.length
  }

  /** Page by page, to the end; answers every record's number and the newest change. */
  async function readThrough(since: Instant | undefined) {
    const found = new Set<string>()
    let newest: Instant | undefined
    let after: Json | undefined
    do {
      const page = await books.page(
        book,
        { ...(since === undefined ? {} : { since }), ...(after === undefined ? {} : { after }) },
        parts.deadline(),
      )
      for (const { record } of page.unread) found.add(record)
      await notUnderstood(page.unread)
      for (const { record, changedAt } of page.records) {
        found.add(record)
        if (newest === undefined || epochMilliseconds(changedAt) > epochMilliseconds(newest)) newest = changedAt
      }
      await take(page.records)
      await unread.settled(page.records.map(({ record }) => record))
      after = page.next
    } while (after !== undefined)
    return { found, newest }
  }

  /** Its clock may be ahead of ours: then the next look begins where ours stands, and reads some of it again. */
  const upTo = (newest: Instant | undefined): { readonly newest?: Instant } =>
    newest === undefined ? {} : { newest: instant(Math.min(epochMilliseconds(newest), epochMilliseconds(now()))) }

  /** Some by their numbers: what is there, and what is not. */
  async function readAgain(records: readonly string[]) {
    const there: MaintenanceRecord[] = []
    const gone: string[] = []
    for (const record of records)
      try {
        const found = await books.read(book, record, parts.deadline())
        if (found) there.push(found)
        else gone.push(record)
      } catch (error) {
        if (!isNotUnderstood(error)) throw error
        await notUnderstood([{ record, why: error.message }])
      }
    return { there, gone }
  }

  async function readHinted(record: string) {
    try {
      return await books.read(book, record, parts.deadline())
    } catch (error) {
      if (!isNotUnderstood(error)) throw error
      await notUnderstood([{ record, why: error.message }])
      return 'unread'
    }
  }

  /** What was not understood is read again: it may be by now, or be there no more. */
  async function mended(records: readonly string[]): Promise<void> {
    const { there, gone } = await readAgain(records)
    await take(there, gone)
    await unread.settled([...there.map(({ record }) => record), ...gone])
  }

  return {
    /** Whether all there is should be looked at: never done yet, or long ago. */
    async isDue(): Promise<boolean> {
      const { sweptAt } = await kept.standing(database)
      return sweptAt === undefined || between(sweptAt, now()) >= pace.whole
    },

    async atChanges(): Promise<void> {
      const { newest } = await kept.standing(database)
      const look = await readThrough(newest === undefined ? undefined : later(newest, -pace.overlap))
      const reached = upTo(look.newest)
      if (reached.newest !== undefined && (newest === undefined || isAfter(reached.newest, newest)))
        await take([], [], reached)
      const again = await unread.next(unreadAfter, UNREAD_AT_ONCE)
      unreadAfter = again.length < UNREAD_AT_ONCE ? '' : again.at(-1)!
      await mended(again.filter((record) => !look.found.has(record)))
      if (!books.partsAside || book !== 'orders') return
      const open = await kept.open(database, openAfter, OPEN_AT_ONCE)
      openAfter = open.length < OPEN_AT_ONCE ? '' : open.at(-1)!
      await take((await readAgain(open.filter((record) => !look.found.has(record)))).there)
    },

    async atAll(): Promise<void> {
      const began = now()
      const { found, newest } = await readThrough(undefined)
      // Rows move while pages are read: what was not found is asked for by its number before it is called gone.
      const { there, gone } = await readAgain(await kept.missing(database, [...found], later(began, -pace.overlap)))
      await take(there, gone)
      await take([], [], { ...upTo(newest), sweptAt: began })
    },

    /** Answers whether what was hinted at was read; what is older than the hint is not taken for what is now. */
    async atHint({ record, changedAt, isGone }: Hint): Promise<boolean> {
      const read = await readHinted(record)
      if (read === 'unread') return true
      if (!read) {
        const known = (await kept.known(database, [record])).get(record)
        // Not every CMMS says that something is deleted: what has been known for a while and is not found is.
        if (!isGone && (!known || between(known.keptAt, now()) < pace.overlap)) return false
        await take([], [record])
        return true
      }
      const behind = between(read.changedAt, changedAt)
      if (isGone || behind > pace.skew) return false
      await take([read])
      await unread.settled([record])
      // One of its clocks may be behind another: what was read may be what the hint is about, or what was before it.
      return behind <= 0
    },
  }
}

const isNotUnderstood = (error: unknown): error is Failure => error instanceof Failure && error.code === NOT_UNDERSTOOD

const isAfter = (one: Instant, other: Instant): boolean => epochMilliseconds(one) > epochMilliseconds(other)

/** A row that moved between two pages is read twice: as it became counts. */
const latestOf = (records: readonly MaintenanceRecord[]): readonly MaintenanceRecord[] => [
  ...new Map(
    records
      .toSorted((one, other) => epochMilliseconds(one.changedAt) - epochMilliseconds(other.changedAt))
      .map((record) => [record.record, record]),
  ).values(),
]

const plantOf = ({ said }: Known): string | undefined => ('order' in said ? said.order.plant : undefined)
