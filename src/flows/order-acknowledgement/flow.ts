import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import type { OrderFile } from '#model/production-order-case'
import { OrderAcknowledged } from '#model/shop-floor'
import { orderUnlessKnown, onOpenOrder, type OrderCase } from '../report.ts'

/** The shop floor answers to what it was told about an order: it takes it on, or says why not. */
export const orderAcknowledgement = defineFlow({
  name: 'order-acknowledgement',
  version: '1',
  purpose: 'The shop floor says whether it takes an order on',
  owner: 'planner',
  on: ['mfg.production.order.acknowledged.v1'],
  body: OrderAcknowledged,
  target: { p95: seconds(30), p99: minutes(1) },

  facts: (_message, answer, file: OrderCase) => ({ order: orderUnlessKnown(answer.order, file) }),

  decide: (situation) =>
    onOpenOrder('acknowledge', situation, (file, next): Outcome<OrderFile> => {
      const { body: answer } = situation
      const { label } = file.order
      const floor = file.floor ?? { release: answer.release, acknowledged: 0, status: 'accepted' as const }
      const data: OrderFile = {
        ...file,
        floor: { ...floor, acknowledged: Math.max(floor.acknowledged, answer.release) },
      }
      if (answer.accepted)
        return { verdict: 'accepted', sentence: `The shop floor has taken on ${label}.`, file: { state: next, data } }
      const sentence = `The shop floor does not take on ${label}: ${answer.reason}`
      return {
        verdict: 'flagged',
        code: 'ORDER_NOT_TAKEN',
        sentence,
        file: { state: next, data },
        trouble: {
          code: 'ORDER_NOT_TAKEN',
          owner: 'planner',
          sentence,
          suggestion: 'Settle it with the shop floor, then change or cancel the order in Odoo.',
        },
      }
    }),

  answered: (): Outcome<OrderFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
