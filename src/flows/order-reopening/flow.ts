import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { OrderReopened } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'

/**
 * Work that was called complete is taken up again. What is closed or cancelled in Odoo is so for good: a person is told
 * what can be done instead.
 */
export const orderReopening = defineFlow({
  name: 'order-reopening',
  version: '1',
  purpose: 'An order that was called complete too early is worked on again',
  owner: 'supervisor',
  on: ['mfg.production.order.reopened.v1'],
  body: OrderReopened,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, reopened, file: OrderCase) => ({ order: orderUnlessKnown(reopened.order, file) }),

  decide: (situation) =>
    onOpenOrder('reopen', situation, (file, next): Outcome<OrderFile> => {
      const floor = file.floor ? { floor: { ...file.floor, status: 'started' as const } } : {}
      return {
        verdict: 'accepted',
        sentence: `${file.order.label} is taken up again: ${situation.body.reason}.`,
        file: { state: next, data: { ...file, ...floor } },
      }
    }),

  answered: (): Outcome<OrderFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
