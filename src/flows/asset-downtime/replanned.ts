import type { Downtime, DowntimeFile } from '#model/asset-downtime-case'
import type { CloudEvent, Message } from '#model/message'
import { replanAsked } from '../replan-asked.ts'

/**
 * What was to be done on a work centre that is closed needs another place: asked for once Odoo carries the block and it is
 * known that an order is in its way, whichever is heard last.
 */
export function replanned(message: Message, { asset, order }: DowntimeFile, one: Downtime): readonly CloudEvent[] {
  const { until, block, atRisk } = one
  if (until !== undefined || block?.erp !== 'closed' || !atRisk || atRisk.orders.length === 0) return []
  const { workCentre, from, to } = block
  const why = `${order.label} stands still, and ${workCentre.name} with it.`
  const wish = { cause: 'breakdown', of: asset, workCentre: workCentre.id, why, from, until: to } as const
  return [replanAsked(message, wish)]
}
