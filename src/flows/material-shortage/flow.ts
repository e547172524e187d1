import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { MATERIAL_SHORT, MaterialShort, type ShortageFile } from '#model/material-shortage'
import { materialWanted } from '../material-wanted.ts'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { replanAsked } from '../replan-asked.ts'
import { comes, planned, shortText } from './words.ts'

export const SHORT = 'MATERIAL_SHORT'
export const REMINDER = 'material-short'

/**
 * An item is not there when orders are planned to use it. Whoever plans sees which orders and from when each can be made;
 * where it does come, the plan is made anew around it.
 */
export const materialShortage = defineFlow({
  name: 'material-shortage',
  version: '2',
  purpose: 'Who plans knows which orders a missing or late component starves, and the plan goes around it',
  owner: 'planner',
  on: [MATERIAL_SHORT],
  body: MaterialShort,
  target: { p95: minutes(1), p99: minutes(3) },

  decide({ message, body, file, policy, keeps }): Outcome<ShortageFile> {
    const known: ShortageFile | undefined = file?.data
    const was = file?.state === 'short' ? known : undefined
    const sentence = shortText(body, policy.timeZone)
    const asks = body.orders.some(comes)
    const why = sentence.slice(0, 500)
    const wish = { cause: 'material', of: body.item, why } as const
    return {
      verdict: 'flagged',
      code: SHORT,
      sentence,
      file: {
        state: 'short',
        data: {
          ...{ short: body, isPlanned: asks, message: message.messageId },
          ...(known?.signals ? { signals: known.signals } : {}),
          ...(known?.unasked ? { unasked: known.unasked } : {}),
        },
      },
      settles: [{ code: SHORT, reminder: REMINDER }],
      reminders: [{ name: REMINDER, after: seconds(1) }],
      events: [
        ...(asks || was?.isPlanned ? [replanAsked(message, { ...wish, ...planned(asks) })] : []),
        ...(keeps(SparePartsLedger) ? materialWanted(message, body) : []),
      ],
    }
  },

  answered: (): Outcome<ShortageFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),

  due({ message, file, policy }): Outcome<ShortageFile> {
    const data: ShortageFile | undefined = file?.data
    if (!data || file?.state !== 'short') return { verdict: 'accepted', sentence: 'It is covered.' }
    if (data.message !== message.causation) return { verdict: 'accepted', sentence: 'It was said anew since.' }
    const sentence = shortText(data.short, policy.timeZone)
    return {
      verdict: 'flagged',
      code: SHORT,
      sentence,
      trouble: { code: SHORT, owner: 'planner', sentence, suggestion },
    }
  },
})

const suggestion =
  'Have it bought, or have what is on its way come sooner; what can be moved waits on the schedule board. It is over by itself once the item is there in time.'
