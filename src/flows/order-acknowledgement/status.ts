import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import type { OrderFile } from '#model/production-order-case'
import { floorMove, OrderStatusChanged } from '#model/shop-floor'
import { onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'

/** The shop floor says how far an order is. A jump its work cannot make is an exception, never a write. */
export const orderStatus = defineFlow({
  name: 'order-status',
  version: '1',
  purpose: 'The progress of an order follows what the shop floor says of it',
  owner: 'supervisor',
  on: ['mfg.production.order.status-changed.v1'],
  body: OrderStatusChanged,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, report, file: OrderCase) => ({ order: orderUnlessKnown(report.order, file) }),

  decide: (situation) =>
    onOpenOrder('progress', situation, (file, next): Outcome<OrderFile> => {
      const { body: report, permits } = situation
      const { label } = file.order
      const floor = file.floor ?? { release: 0, acknowledged: 0, status: 'accepted' as const }
      if (floorMove(floor.status, report.to) === 'illegal' && !permits.includes('ILLEGAL_STATUS'))
        return refused(
          wrong(
            'ILLEGAL_STATUS',
            `The shop floor says ${label} is ${report.to}, but it was ${floor.status}.`,
            'Find out what is true on the floor; skip this with a reason, or override it if it is right.',
          ),
        )
      const state = report.to === 'completed' ? 'completed' : report.to === 'started' ? 'started' : next
      return {
        verdict: 'accepted',
        sentence: `${label} is ${report.to} on the shop floor.`,
        file: { state, data: { ...file, floor: { ...floor, status: report.to } } },
      }
    }),

  answered: (): Outcome<OrderFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
