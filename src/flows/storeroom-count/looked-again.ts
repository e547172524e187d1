import type { Outcome } from '#engine'
import { PART_COUNTED } from '#model/maintenance-events'
import type { Message } from '#model/message'
import { ALL, type CountFile } from '#model/storeroom-count'
import { DIFFERS, differing, placeOf } from './words.ts'

export const AGAIN = 'stock-again'
export const REMINDER = 'stock-differs'

/** What was counted is judged again as it was told, by what the books have now. */
export function lookedAgain(
  { plant, key: part, messageId }: Message,
  known: CountFile | undefined,
): Outcome<CountFile> {
  const open = known ? differing(known) : []
  if (!known || open.length === 0) {
    const file = known ? { file: { state: 'agreed', data: withoutLook(known) } } : {}
    return { verdict: 'accepted', sentence: 'Both sides agree by now.', ...file }
  }
  return {
    verdict: 'accepted',
    sentence: `${known.order.label} is held against the books again.`,
    file: { state: 'differs', data: withoutLook(known) },
    events: open.map(({ storeroom, by, at, counted, price }, nth) => ({
      ...{ specversion: '1.0', id: `again.${messageId}.${nth}`, source: `/plants/${plant}/systems/${by}` },
      ...{ type: PART_COUNTED, time: at },
      data: {
        ...{ part, partName: known.order.label.slice(0, 200), quantity: counted },
        ...(price === undefined ? {} : { price }),
        ...(storeroom === ALL ? {} : { storeroom }),
      },
    })),
  }
}

/** It differs after all: somebody is told once, of the first place, with who owns it. */
export function told(known: CountFile | undefined): Outcome<CountFile> {
  const [first] = known ? differing(known) : []
  if (!known || !first) return { verdict: 'accepted', sentence: 'Both sides agree by now.' }
  if (known.isTold) return { verdict: 'accepted', sentence: 'It is in front of somebody.' }
  const sentence = `${known.order.label}${placeOf(first.storeroom)}: ${first.differs}.`
  const suggestion = `${first.owner} owns what lies there: count, and correct whichever is wrong. This clears itself once both say the same.`
  return {
    ...{ verdict: 'flagged', code: DIFFERS, sentence },
    file: { state: 'differs', data: { ...known, isTold: true } },
    trouble: { code: DIFFERS, owner: 'warehouse', sentence, suggestion },
  }
}

const withoutLook = ({ looksAgain: _now, ...known }: CountFile): CountFile => known
