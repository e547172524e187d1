import type { NewMessage } from '#engine'
import { instant, type Instant, isAfter } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { BookLook, Question, WatchedBook, WatchedRecord } from '#model/ports/change-watch'
import { byGroup, judgeGone, judgeRecord, type Known, type RecordVerdict } from './judge-record.ts'
import { messageOf, type Told } from './message.ts'
import { type Kept, type Standing, type Tally } from './watched.ts'

/** One answer of a look, with all that it is judged by. */
export interface Answered {
  readonly system: string
  readonly book: WatchedBook
  readonly question: Question
  readonly answer: BookLook
  /** Where the book stood when it was asked; absent before the first look. */
  readonly standing: Standing | undefined
  /** The moment of the look, by the clock of the system. */
  readonly at: Instant
  readonly known: ReadonlyMap<number, Known & Kept>
  readonly isInKnownOrder: (record: WatchedRecord) => boolean
}

type Judged = { readonly told: Told; readonly verdict: RecordVerdict }

/** What an answer comes to, all of which is written down together. */
export interface Taken {
  readonly news: readonly NewMessage[]
  readonly kept: readonly (Kept & { readonly record: number; readonly version: string })[]
  readonly tally: Tally
  readonly standing: Standing
}

/** Judges every record of an answer; where nothing was known yet, all of it is only noted. */
export function takeIn(answered: Answered, parts: { readonly ids: Ids; readonly now: () => Instant }): Taken {
  const { system, book, answer, question, standing, at, known } = answered
  const judged = [...found(answered), ...missing(answered)]
  const news = judged.flatMap(({ told, verdict }) =>
    verdict.kind === 'told'
      ? [false, true].flatMap((isMixed) =>
          [...byGroup(book, isMixed ? verdict.mixed : verdict.differences)].map(([group, fields]) =>
            messageOf(told, { ...verdict, isMixed }, group, fields, { system, ...parts }),
          ),
        )
      : [],
  )
  return {
    news,
    kept: answer.records
      .filter(({ record, version }) => known.get(record)?.version !== version)
      .map((record) => keptOf(record, known.get(record.record), parts.now())),
    tally: tallyOf(judged),
    standing: movedOn(question, answer, standing, at, parts.now()),
  }
}

const found = ({ book, question, answer, standing, known, isInKnownOrder }: Answered): readonly Judged[] => {
  const isComparing = question.about === 'every'
  const isFirstReading = isComparing && !standing?.compares
  return answer.records.map((record) => ({
    told: { ...record, at: record.writtenAt },
    verdict: isFirstReading
      ? { kind: 'noted' }
      : judgeRecord(record, known.get(record.record), {
          book,
          isComparing,
          isInKnownOrder: isInKnownOrder(record),
        }),
  }))
}

const missing = ({ answer, known, at }: Answered): readonly Judged[] =>
  answer.gone.flatMap((record) => {
    const was = known.get(record)
    return was ? [{ told: { ...was.told, record, version: was.version, at }, verdict: judgeGone(was) }] : []
  })

const keptOf = (
  { record, version, values, object, plant, label, order }: WatchedRecord,
  known: Kept | undefined,
  now: Instant,
): Taken['kept'][number] => ({
  record,
  version,
  values,
  ...(isUnderWay(values.state) ? { underWaySince: known ? sinceOf(known, now) : now } : {}),
  told: { object, plant, label, ...(order ? { order } : {}) },
})

/** Before that was kept it was long ago. */
const sinceOf = ({ values, underWaySince = instant(0) }: Kept, now: Instant): Instant =>
  isUnderWay(values.state) ? underWaySince : now

const isUnderWay = (state: string | undefined): boolean =>
  state !== undefined && ['released', 'started', 'completed'].includes(state)

/**
 * Whether what is new on an order is news: where the order was under way before the last full look at these records
 * began, that look would have found whatever came with it. What is made together with its order is no news of its own.
 */
export const isInKnownOrder = (order: Kept | undefined, standing: Standing | undefined): boolean =>
  order !== undefined &&
  isUnderWay(order.values.state) &&
  !isAfter(order.underWaySince ?? instant(0), standing?.near_at ?? instant(0))

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
  const swept = known.upto ?? 0
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
