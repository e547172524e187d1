import { defineFlow, type Outcome, wasRefused } from '#engine'
import { type Duration, hours, type Instant, minutes } from '#kernel/time'
import { PartCounted } from '#model/maintenance'
import { PART_COUNTED } from '#model/maintenance-events'
import { systemOf } from '#model/message'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { spoken } from '#model/quantity'
import { ALL, type CountFile, type StoreroomCount } from '#model/storeroom-count'
import { judgeCount } from './judge-count.ts'
import { AGAIN, lookedAgain, REMINDER, told } from './looked-again.ts'
import { DIFFERS, differing, placeOf } from './words.ts'

/** The longer both differ, the more seldom the books are asked again; what is mended there clears it by then. */
const LATER = hours(4)
const after = (patience: Duration, looks: number): Duration => Math.min(LATER, patience * 2 ** Math.min(looks, 40))

/** A newer count came between the hub's having one judged again and its turn. */
const isOutdated = (known: CountFile | undefined, storeroom: string, countedAt: Instant): boolean =>
  countedAt < (known?.counts[storeroom]?.at ?? countedAt)

/**
 * Two systems keep count of one storeroom. One of them owns it; the other is told where they differ, and nothing is
 * overwritten. What was just used is on its way to the books: a difference is looked at again before anybody is told.
 */
export const storeroomCount = defineFlow({
  name: 'storeroom-count',
  version: '2',
  purpose:
    'What a CMMS counts in a storeroom is what the ERP has there, or somebody sees where they differ and who owns it',
  owner: 'warehouse',
  on: [PART_COUNTED],
  body: PartCounted,
  target: { p95: minutes(5), p99: hours(1) },
  asksOwner: true,

  facts: ({ plant }, { part }) => ({ stock: SparePartsLedger.stock({ plant, parts: [part] }) }),

  decide({ message, body, facts: { stock }, file, owner, now, policy }): Outcome<CountFile> {
    const { part, partName, storeroom = ALL, quantity: counted, price } = body
    if (wasRefused(stock)) {
      const { code, sentence } = stock.refused
      return { verdict: 'refused', code, sentence, trouble: { code, owner: 'warehouse', sentence } }
    }
    const known: CountFile | undefined = file?.data
    // The hub had it judged again: by now the books should have what was used.
    const isSecond = message.causation !== undefined
    if (isSecond && isOutdated(known, storeroom, message.occurredAt))
      return { verdict: 'accepted', sentence: `${known?.order.label ?? part} was counted anew meanwhile: that counts.` }
    const books = stock.find((one) => one.part === part)
    const verdict = judgeCount(body, books)
    const by = systemOf(message.source)
    const said = verdict.how.length > 0 ? `${by} ${verdict.how.join('; ')}` : undefined
    const count: StoreroomCount = {
      ...{ by, at: message.occurredAt, counted, owner: owner ?? by, comparedAt: now },
      ...(price === undefined ? {} : { price }),
      ...(verdict.books ? { books: verdict.books } : {}),
      ...(books ? { booksPrice: books.price, link: books.link } : {}),
      ...(said ? { differs: said } : {}),
    }
    const order = { label: partName ?? known?.order.label ?? part }
    const counts = { ...known?.counts, [storeroom]: count }
    const isSame = differing({ counts }).length === 0
    const place = placeOf(storeroom)
    if (isSame)
      return {
        verdict: 'accepted',
        sentence: `${by} and the books agree: ${spoken(counted)} of ${order.label}${place}.`,
        file: { state: 'agreed', data: { order, counts, ...(known?.looksAgain ? { looksAgain: true } : {}) } },
        settles: [{ code: DIFFERS, reminder: REMINDER }],
      }
    const looks = (known?.looks ?? 0) + (isSecond ? 1 : 0)
    const data: CountFile = { order, counts, looks, looksAgain: true, ...(known?.isTold ? { isTold: true } : {}) }
    return {
      ...(said ? ({ verdict: 'flagged', code: DIFFERS } as const) : ({ verdict: 'accepted' } as const)),
      sentence: said ? `${order.label}${place}: ${said}.` : `${by} and the books agree on ${order.label}${place}.`,
      file: { state: 'differs', data },
      reminders: [
        ...(known?.looksAgain ? [] : [{ name: AGAIN, after: after(policy.patience.count, looks) }]),
        ...(isSecond && said && !known?.isTold ? [{ name: REMINDER, after: 0 }] : []),
      ],
    }
  },

  due: ({ message, body: { name }, file }): Outcome<CountFile> =>
    name === AGAIN ? lookedAgain(message, file?.data) : told(file?.data),

  answered: (): Outcome<CountFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
