import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OrderPlanned } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { spoken } from '#model/quantity'
import { minuteOf } from '../holds.ts'
import { draftOf, onOpenOrder, type OrderCase } from '../report.ts'

/**
 * Planning says when an order is to be made, and how much of it; Odoo, which owns the order, takes it over and tells it
 * to everybody else as its own change. A draft may be planned too.
 */
export const orderPlanning = defineFlow({
  name: 'order-planning',
  version: '1',
  purpose: 'What planning decided about an order is what Odoo plans by',
  owner: 'planner',
  on: ['mfg.production.order.planned.v1'],
  body: OrderPlanned,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, plan, _file: OrderCase) => ({ order: ProductionLedger.order(plan.order) }),

  decide: (situation): Outcome<OrderFile> => {
    const { body, facts, message } = situation
    const intents = [ProductionLedger.planOrder(body)]
    const draft = draftOf(facts.order, message.plant)
    if (draft) return { verdict: 'accepted', sentence: `${draft.label} is planned: ${planned(body)}.`, intents }
    return onOpenOrder('plan', situation, (file, next): Outcome<OrderFile> => ({
      verdict: 'accepted',
      sentence: `${file.order.label} is planned anew: ${planned(body)}.`,
      file: { state: next, data: file },
      intents,
    }))
  },

  answered: ({ body: answer }): Outcome<OrderFile> => ({
    verdict: 'accepted',
    sentence:
      answer.state === 'confirmed'
        ? 'Odoo has planned it so.'
        : `Odoo did not plan it so: ${answer.failure?.sentence ?? 'it gave no reason'}`,
  }),
})

const planned = ({ plannedStart, plannedEnd, quantity }: OrderPlanned): string =>
  [
    ...(quantity ? [spoken(quantity)] : []),
    ...(plannedStart ? [`from ${minuteOf(plannedStart)}`] : []),
    ...(plannedEnd ? [`until ${minuteOf(plannedEnd)}`] : []),
  ].join(' ')
