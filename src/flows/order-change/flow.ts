import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { OrderTold } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { asOwnerSays } from '../as-owner-says.ts'

/** Odoo changes, cancels or closes an order; the case follows its owner, and the shop floor is told what matters to it. */
export const orderChange = defineFlow({
  name: 'order-change',
  version: '1',
  purpose: 'A change of an order in Odoo reaches the shop floor',
  owner: 'planner',
  on: ['mfg.production.order.changed.v1'],
  body: OrderTold,
  target: { p95: seconds(30), p99: minutes(1) },

  decide: ({ body: { told }, file, keeps }): Outcome<OrderFile> => asOwnerSays(told, file, keeps),

  answered: ({ body: answer }): Outcome<OrderFile> => ({
    verdict: 'accepted',
    sentence:
      answer.state === 'confirmed'
        ? 'The shop floor has it.'
        : `The shop floor did not take it: ${answer.failure?.sentence ?? ''}`,
  }),
})
