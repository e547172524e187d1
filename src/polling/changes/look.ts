import type { NewMessage } from '#engine'
import type { Database, Sql } from '#kernel/sql'
import { between, type Duration, type Instant, minutes, seconds } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { BookLook, ChangeWatch, Question, WatchedBook, WatchedRecord } from '#model/ports/change-watch'
import { byGroup, judgeGone, judgeRecord, type RecordVerdict } from './judge-record.ts'
import { messageOf } from './message.ts'
import { type Standing, type Tally, watchedIn } from './watched.ts'

export interface LookParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly deadline: () => AbortSignal
  /** Writes messages down in one transaction with what is written beside them. */
  readonly acceptBeside: (messages: readonly NewMessage[], beside: (sql: Sql) => Promise<void>) => Promise<void>
  /** How often there is a look at least; the system is never kept busy for more than a hundredth of a processor. */
  readonly pace?: Pace
}

export interface Pace {
  readonly near: Duration
  readonly whole: Duration
  /** Of a processor, that each kind of look at a book may cost: it rests the longer, the longer it took. */
  readonly share: number
}

/** Near and whole looks at the largest book together stay below a hundredth of a processor. */
export const usualPace: Pace = { near: seconds(5), whole: minutes(1), share: 0.005 }

/** Known records that are looked for with each look, in turn. */
const SWEEP = 5000

/** Looks once at every book that is due, and writes down what changed with how far the look came. */
export async function lookAtChanges(
  watch: ChangeWatch,
  parts: LookParts,
): Promise<{ readonly told: number; readonly more: boolean }> {
  const { database, home } = parts
  const keeping = watchedIn(home, watch.system)
  const standings = new Map((await keeping.standings(database)).map((row) => [row.book, row]))
  const questions: Question[] = []
  for (const book of watch.books) {
    const standing = standings.get(book.name)
    const about = dueOf(book, standing, parts)
    if (!about) continue
    const known = standing ? await keeping.next(database, book.name, standing.swept, SWEEP) : []
    const from = about === 'every' ? standing?.reading : standing?.[about === 'near' ? 'near' : 'whole']
    questions.push({ book: book.name, about, known, ...(from ? { from } : {}) })
  }
  if (questions.length === 0) return { told: 0, more: false }

  const { answers, at, horizon } = await watch.look(questions, parts.deadline())
  await keeping.horizon(database, parts.now(), horizon)
  // As they were before this look: what is made together with its order is no news of its own.
  const orderRecords = answers.flatMap(({ records }) => records.flatMap(({ orderRecord }) => orderRecord ?? []))
  const orders = await keeping.known(database, 'orders', [...new Set(orderRecords)])
  const isInKnownOrder = ({ orderRecord }: WatchedRecord) => isUnderWay(orders.get(orderRecord ?? -1)?.values.state)
  let told = 0
  for (const [nth, answer] of answers.entries()) {
    const book = watch.books.find(({ name }) => name === answer.book)!
    told += await takeIn(watch, book, questions[nth]!, answer, standings.get(book.name), at, isInKnownOrder, parts)
  }
  return { told, more: answers.some(({ more }) => more) }
}

/** What to ask of a book now: to be read until it is, then looked at when its rest is over. */
function dueOf(
  book: WatchedBook,
  standing: Standing | undefined,
  { now, pace = usualPace }: LookParts,
): Question['about'] | undefined {
  if (!standing || standing.reading !== null) return 'every'
  const isOver = (since: Instant, rest: Duration, cost: Duration) =>
    between(since, now()) >= Math.max(rest, cost / pace.share)
  if (!book.hasNear) return isOver(standing.whole_at, pace.near, standing.whole_cost) ? 'all' : undefined
  if (isOver(standing.whole_at, pace.whole, standing.whole_cost)) return 'all'
  return isOver(standing.near_at, pace.near, standing.near_cost) ? 'near' : undefined
}

async function takeIn(
  watch: ChangeWatch,
  book: WatchedBook,
  question: Question,
  answer: BookLook,
  standing: Standing | undefined,
  at: Instant,
  isInKnownOrder: (record: WatchedRecord) => boolean,
  parts: LookParts,
): Promise<number> {
  const { database, home } = parts
  const keeping = watchedIn(home, watch.system)
  if (answer.isLost) {
    await keeping.write(database, { ...standing!, reading: '', compares: true }, nothing)
    return 0
  }
  const { records, gone } = answer
  const isReading = question.about === 'every'
  const isFirstReading = isReading && !standing?.compares
  const known = await keeping.known(database, book.name, [...records.map(({ record }) => record), ...gone])
  const verdicts = records.map((record) => ({
    told: { ...record, at: record.writtenAt },
    verdict: isFirstReading
      ? ({ kind: 'noted' } as const)
      : judgeRecord(record, known.get(record.record), {
          book,
          isComparing: isReading,
          isInKnownOrder: isInKnownOrder(record),
        }),
  }))
  const missing = gone.flatMap((record) => {
    const was = known.get(record)
    return was ? [{ told: { ...was.told, record, version: was.version, at }, verdict: judgeGone(was) }] : []
  })
  const news = [...verdicts, ...missing].flatMap(({ told, verdict }) =>
    verdict.kind === 'told'
      ? [false, true].flatMap((isMixed) =>
          [...byGroup(book, isMixed ? verdict.mixed : verdict.differences)].map(([group, fields]) =>
            messageOf(told, { ...verdict, isMixed }, group, fields, {
              system: watch.system,
              ids: parts.ids,
              now: parts.now,
            }),
          ),
        )
      : [],
  )
  await parts.acceptBeside(news, async (sql) => {
    await keeping.hold(sql, book.name, standing)
    await keeping.keep(sql, book.name, records.map(keptOf))
    await keeping.forget(sql, book.name, gone)
    await keeping.write(sql, movedOn(question, answer, standing, at, parts.now()), tallyOf([...verdicts, ...missing]))
  })
  return news.length
}

const nothing: Tally = { told: 0, echoes: 0, unchanged: 0 }

const isUnderWay = (state: string | undefined): boolean =>
  state !== undefined && ['released', 'started', 'completed'].includes(state)

const keptOf = ({ record, version, values, object, plant, label, order }: BookLook['records'][number]) => ({
  record,
  version,
  values,
  told: { object, plant, label, ...(order ? { order } : {}) },
})

function tallyOf(judged: readonly { readonly verdict: RecordVerdict }[]): Tally {
  const count = (kind: RecordVerdict['kind']) => judged.filter(({ verdict }) => verdict.kind === kind).length
  return { told: count('told'), echoes: count('echo'), unchanged: count('unchanged') }
}

/** Where the book stands after the answer. */
function movedOn(
  { about, book, known }: Question,
  { upto, more, cost }: BookLook,
  standing: Standing | undefined,
  at: Instant,
  now: Instant,
): Standing {
  // A full round of those that are known begins anew.
  const swept = known.length < SWEEP ? 0 : known.at(-1)!
  if (about === 'every') {
    return {
      book,
      near: upto,
      whole: upto,
      reading: more ? upto : null,
      compares: more && (standing?.compares ?? false),
      began_at: standing?.began_at ?? at,
      near_at: now,
      whole_at: now,
      near_cost: standing?.near_cost ?? 0,
      whole_cost: standing?.whole_cost ?? 0,
      swept: standing?.swept ?? 0,
    }
  }
  const mine =
    about === 'near'
      ? { near: upto, near_cost: cost, ...(more ? {} : { near_at: now }) }
      : { whole: upto, whole_cost: cost, ...(more ? {} : { whole_at: now, near: upto, near_at: now }) }
  return { ...standing!, ...mine, swept }
}
