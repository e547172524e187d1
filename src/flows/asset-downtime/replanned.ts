import { type Downtime, type DowntimeFile, lasting } from '#model/asset-downtime-case'
import type { CloudEvent, Message } from '#model/message'
import { replanAsked } from '../replan-asked.ts'

/**
 * What was to be done on a work centre that is closed needs another place: asked for once Odoo carries the block and it is
 * known that an order is in its way, whichever is heard last.
 */
export function replanned(message: Message, { asset, order }: DowntimeFile, one: Downtime): readonly CloudEvent[] {
  const { until, block } = one
  if (until !== undefined || !block || !isInTheWay(one)) return []
  const { workCentre, from, to } = block
  const why = `${order.label} stands still, and ${workCentre.name} with it.`
  const wish = { cause: 'breakdown', of: asset, workCentre: workCentre.id, why, from, until: to } as const
  return [replanAsked(message, wish)]
}

/** Once it works again nobody has to decide any more on a plan that was made because it did not. */
export function withdrawn(message: Message, before: DowntimeFile, after: DowntimeFile): readonly CloudEvent[] {
  const had = lasting(before)
  if (!had || !isInTheWay(had) || lasting(after)) return []
  const { asset, order, downtimes } = after
  const isFalse = downtimes.find(({ number }) => number === had.number)?.voided !== undefined
  const why = isFalse ? `It was a false alarm that ${order.label} had failed.` : `${order.label} works again.`
  return [replanAsked(message, { cause: 'breakdown', of: asset, why, isOver: true })]
}

const isInTheWay = ({ block, atRisk }: Downtime): boolean =>
  block?.erp === 'closed' && atRisk !== undefined && atRisk.orders.length > 0
