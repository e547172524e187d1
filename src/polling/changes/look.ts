import type { NewMessage } from '#engine'
import type { Database, Sql } from '#kernel/sql'
import type { Duration, Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { BookLook, ChangeWatch, Question } from '#model/ports/change-watch'
import { dueOf, type Pace, restOf, usualPace } from './pace.ts'
import { type Answered, isInKnownOrder, takeIn } from './take-in.ts'
import { watchedIn } from './watched.ts'

export interface LookParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly deadline: () => AbortSignal
  /** Writes messages down in one transaction with what is written beside them. */
  readonly acceptBeside: (messages: readonly NewMessage[], beside: (sql: Sql) => Promise<void>) => Promise<void>
  readonly pace?: Pace
}

export interface Looked {
  readonly told: number
  readonly more: boolean
  /** How long no book needs a look. */
  readonly rest: Duration
  /** Changes that committed later than the system's look by time reaches back. */
  readonly late: readonly (NonNullable<BookLook['late']> & { readonly book: string })[]
}

/** Looks once at every book that is due, and writes down what changed with how far the look came. */
export async function lookAtChanges(watch: ChangeWatch, parts: LookParts): Promise<Looked> {
  const { database, home, now, pace = usualPace } = parts
  const { system } = watch
  const keeping = watchedIn(home, system)
  const standings = new Map((await keeping.standings(database)).map((row) => [row.book, row]))
  const questions: Question[] = []
  for (const book of watch.books) {
    const standing = standings.get(book.name)
    const about = dueOf(book, standing, now(), pace)
    if (!about) continue
    const known = await keeping.next(database, book.name, standing?.swept ?? 0)
    const from = about === 'every' ? standing?.reading : standing?.[about === 'near' ? 'near' : 'whole']
    questions.push({ book: book.name, about, known, ...(from ? { from } : {}) })
  }
  if (questions.length === 0) {
    const rests = watch.books.map((book) => restOf(book, standings.get(book.name), now(), pace))
    return { told: 0, more: false, rest: Math.min(...rests), late: [] }
  }

  const { answers, at, horizon } = await watch.look(questions, parts.deadline())
  await keeping.horizon(database, now(), horizon)
  // As they were before this look: what is made together with its order is no news of its own.
  const orderRecords = answers.flatMap(({ records }) => records.flatMap(({ orderRecord }) => orderRecord ?? []))
  const orders = await keeping.known(database, 'orders', [...new Set(orderRecords)])
  let told = 0
  for (const [nth, answer] of answers.entries()) {
    const book = watch.books.find(({ name }) => name === answer.book)!
    const standing = standings.get(book.name)
    const records = [...answer.records.map(({ record }) => record), ...answer.gone]
    const known = await keeping.known(database, book.name, records)
    told += await written(
      {
        system,
        book,
        question: questions[nth]!,
        answer,
        standing,
        at,
        known,
        isInKnownOrder: ({ orderRecord }) => isInKnownOrder(orders.get(orderRecord ?? -1), standing),
      },
      parts,
    )
  }
  return {
    told,
    more: answers.some(({ more }) => more),
    rest: 0,
    late: answers.flatMap(({ book, late }) => (late ? [{ ...late, book }] : [])),
  }
}

/** Judges an answer and writes down what it comes to, unless another process has looked meanwhile. */
async function written(answered: Answered, parts: LookParts): Promise<number> {
  const { system, book, answer, standing } = answered
  const keeping = watchedIn(parts.home, system)
  if (answer.isLost) {
    await keeping.write(
      parts.database,
      { ...standing!, reading: '', compares: true },
      { told: 0, echoes: 0, unchanged: 0 },
    )
    return 0
  }
  const taken = takeIn(answered, parts)
  await parts.acceptBeside(taken.news, async (sql) => {
    await keeping.hold(sql, book.name, standing)
    await keeping.keep(sql, book.name, taken.kept)
    await keeping.forget(sql, book.name, answer.gone)
    await keeping.write(sql, taken.standing, taken.tally)
  })
  return taken.news.length
}
