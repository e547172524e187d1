import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ShopFloor } from '#model/ports/shop-floor'
import { OrderTold } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { spoken } from '#model/quantity'
import { confirmationReminders, whatIsMissing } from '../expected.ts'
import { planOf } from '../floor.ts'
import { openedFrom } from '../standing.ts'

/**
 * Odoo releases an order; the shop floor is told all it needs to begin, and says whether it takes the order on.
 *
 * A report that came before the release has opened the case already: then the release only tells the shop floor.
 */
export const orderRelease = defineFlow({
  name: 'order-release',
  version: '1',
  purpose: 'An order released in Odoo reaches the shop floor, which acknowledges it',
  owner: 'planner',
  on: ['mfg.production.order.released.v1'],
  body: OrderTold,
  target: { p95: seconds(30), p99: minutes(1) },

  decide({ body: { told }, file, keeps, now, policy }): Outcome<OrderFile> {
    const known: OrderFile = file?.data ?? { ...openedFrom(told), origin: 'live' }
    const state = file?.state ?? 'released'
    const sentence = `${told.label} over ${spoken(told.ordered)} of ${told.itemName} is released.`
    const expected = confirmationReminders(told, now, policy)
    if (!keeps(ShopFloor))
      return { verdict: 'accepted', sentence, file: { state, data: { ...known, order: told } }, reminders: expected }

    const release = (known.floor?.release ?? 0) + 1
    const floor = {
      release,
      acknowledged: known.floor?.acknowledged ?? 0,
      status: known.floor?.status ?? 'accepted',
    } as const
    return {
      verdict: 'accepted',
      sentence: `${sentence} The shop floor is told.`,
      file: { state, data: { ...known, order: told, floor } },
      intents: [
        ShopFloor.release({
          order: told.id,
          release,
          label: told.label,
          plant: told.plant,
          item: told.item,
          itemName: told.itemName,
          tracking: told.tracking,
          ...planOf(told),
        }),
      ],
      reminders: [{ name: `acknowledgement-${release}`, after: policy.patience.acknowledgement }, ...expected],
    }
  },

  /** The shop floor refused to be told: a person must look at it; the case stays as it is. */
  answered: ({ body: answer }): Outcome<OrderFile> => ({
    verdict: 'accepted',
    sentence:
      answer.state === 'confirmed'
        ? 'The shop floor has it.'
        : `The shop floor did not take it: ${answer.failure?.sentence ?? ''}`,
  }),

  /** Silence is an alarm, unless work has begun: who works on an order has it. */
  due({ body: reminder, file, now, policy }): Outcome<OrderFile> {
    const missing = whatIsMissing(reminder.name, now, file, policy)
    if (missing) return missing
    const data = file?.data
    const release = Number(reminder.name.split('-').at(-1))
    if (!data?.floor || data.floor.acknowledged >= release || file?.state !== 'released')
      return { verdict: 'accepted', sentence: 'The shop floor has answered.' }
    const sentence = `The shop floor has not acknowledged ${data.order.label}.`
    return {
      verdict: 'flagged',
      code: 'MISSED_ACK',
      sentence,
      trouble: {
        code: 'MISSED_ACK',
        owner: 'integration',
        sentence,
        suggestion: 'Look whether the MES runs and has the order; skip this when it has.',
      },
    }
  },
})
