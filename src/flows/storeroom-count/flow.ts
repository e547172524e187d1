import { defineFlow, type Outcome, wasRefused } from '#engine'
import { hours, minutes } from '#kernel/time'
import { PartCounted } from '#model/maintenance'
import { PART_COUNTED } from '#model/maintenance-events'
import { systemOf } from '#model/message'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { spoken } from '#model/quantity'
import { judgeCount } from './judge-count.ts'

/** Where both sides differ about a part, by storeroom; `*` is all of the plant. */
interface CountFile {
  readonly order: { readonly label: string }
  readonly differs: { readonly [storeroom: string]: { readonly how: string; readonly owner: string } }
}

const DIFFERS = 'STOCK_DIFFERS'
const REMINDER = 'stock-differs'
const ALL = '*'

/** Two systems keep count of one storeroom. One of them owns it; the other is told where they differ, and nothing is overwritten. */
export const storeroomCount = defineFlow({
  name: 'storeroom-count',
  version: '1',
  purpose:
    'What a CMMS counts in a storeroom is what the ERP has there, or somebody sees where they differ and who owns it',
  owner: 'warehouse',
  on: [PART_COUNTED],
  body: PartCounted,
  target: { p95: minutes(5), p99: hours(1) },
  asksOwner: true,

  facts: ({ plant }, { part }) => ({ stock: SparePartsLedger.stock({ plant, parts: [part] }) }),

  decide({ message, body, facts: { stock }, file, owner }): Outcome<CountFile> {
    const { part, partName, storeroom = ALL } = body
    if (wasRefused(stock)) {
      const { code, sentence } = stock.refused
      return { verdict: 'refused', code, sentence, trouble: { code, owner: 'warehouse', sentence } }
    }
    const known: CountFile | undefined = file?.data
    const { [storeroom]: was, ...others } = known?.differs ?? {}
    const by = systemOf(message.source)
    const verdict = judgeCount(
      body,
      stock.find((one) => one.part === part),
    )
    const label = partName ?? part
    const place = storeroom === ALL ? '' : ` in ${storeroom}`
    if (verdict.kind === 'agrees') {
      const isAgreed = Object.keys(others).length === 0
      return {
        verdict: 'accepted',
        sentence: `${by} and the books agree: ${spoken(verdict.books)} of ${label}${place}.`,
        file: { state: isAgreed ? 'agreed' : 'differs', data: { order: { label }, differs: others } },
        ...(isAgreed && was ? { settles: [{ code: DIFFERS, reminder: REMINDER }] } : {}),
      }
    }
    const how = verdict.kind === 'unknown' ? 'counts it, the books do not have it' : verdict.how.join('; ')
    const said = `${by} ${how}`
    return {
      verdict: 'flagged',
      code: DIFFERS,
      sentence: `${label}${place}: ${said}.`,
      file: {
        state: 'differs',
        data: { order: { label }, differs: { ...others, [storeroom]: { how: said, owner: owner ?? by } } },
      },
      // Counted again and no better, it is in front of somebody already.
      ...(Object.keys(known?.differs ?? {}).length === 0 ? { reminders: [{ name: REMINDER, after: 0 }] } : {}),
    }
  },

  due({ file }): Outcome<CountFile> {
    const known: CountFile | undefined = file?.data
    const [first] = Object.entries(known?.differs ?? {})
    if (!known || !first) return { verdict: 'accepted', sentence: 'Both sides agree by now.' }
    const [storeroom, { how, owner }] = first
    const sentence = `${known.order.label}${storeroom === ALL ? '' : ` in ${storeroom}`}: ${how}.`
    const suggestion = `${owner} owns what lies there: count, and correct whichever is wrong. This clears itself once both say the same.`
    const trouble = { code: DIFFERS, owner: 'warehouse', sentence, suggestion } as const
    return { verdict: 'flagged', code: DIFFERS, sentence, trouble }
  },

  answered: (): Outcome<CountFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
