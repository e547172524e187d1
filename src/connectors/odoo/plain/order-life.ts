import { z } from 'zod'
import { needAndUse, netByproducts, received } from './booked.ts'
import { isOpen, openOrders } from './chain.ts'
import { happened } from './clock.ts'
import { closeOrder } from './close.ts'
import type { Draft } from './draft.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { cancelStep } from './rework.ts'
import { messageOn } from './true-up.ts'
import { amount, decimal } from './units.ts'

/** What becomes of an order as a whole. Odoo plans and cancels orders; it knows none that is held, and takes the word of it. */

export async function planOrder(draft: Draft): Promise<Plan> {
  const { chain, body, words } = draft
  const drafts = chain.orders.filter(({ state }) => state === 'draft')
  const order = (drafts.length > 0 ? drafts : openOrders(chain)).at(-1)!
  const [start, end]: (string | undefined)[] = [body['plannedStart'], body['plannedEnd']]
  if (end && end <= (start ?? order.start ?? '')) refuse('END_BEFORE_START', `${order.name} would end before it begins`)
  if (body['quantity']) {
    const quantity = amount(body['quantity'], chain.units.of(order.unit), chain.units)
    if (happened(draft, order))
      refuse('NET_QTY_POSTED', `${order.name} is worked on already: its quantity is for a person to change in Odoo`)
    draft.steps.push({ do: 'ordered', order: order.id, quantity })
  }
  // One after the other: Odoo reckons the end from each new start.
  if (start) draft.set('mrp.production', [order.id], { [words.plannedStart]: start })
  if (end) draft.set('mrp.production', [order.id], { [words.plannedEnd]: end })
  // Work orders that were planned are planned anew.
  if (start && (await isPlanned(draft, order.id)))
    draft.steps.push({ do: 'ask', model: 'mrp.production', method: 'button_plan', id: order.id })
  return { tells: { of: 'plan' }, posted: { order: order.id }, documents: { order: order.id } }
}

const Planned = z.array(z.looseObject({ is_planned: z.boolean() }))

async function isPlanned({ desk }: Draft, order: number): Promise<boolean> {
  const body = { ids: [order], fields: ['is_planned'] }
  return Planned.parse(await desk.act('mrp.production', 'read', body))[0]?.is_planned ?? false
}

export async function noteHold(draft: Draft): Promise<Plan> {
  const { body, chain } = draft
  const order = openOrders(chain).at(-1)!
  const said = body['isHeld'] ? `Held by ${body['by']}` : `No longer held, says ${body['by']}`
  draft.make('mail.message', 'note', messageOn(order.id, `${said}: ${body['reason']}`))
  return { tells: { of: 'order' }, posted: { order: order.id }, documents: { order: order.id } }
}

/**
 * Only what has left nothing in the books. Where all was taken back again, Odoo cannot cancel any more: then the order is
 * closed with nothing.
 */
export async function cancelOrder(draft: Draft): Promise<Plan> {
  const { chain } = draft
  const first = chain.orders[0]!
  const standing = standingInTheBooks(draft).find(({ quantity }) => Math.abs(quantity) > 1e-6)
  if (standing)
    refuse('NET_QTY_POSTED', `${first.name} cannot be cancelled: ${decimal(standing.quantity)} ${standing.what}`)
  for (const order of chain.orders.filter(({ state }) => state === 'draft')) {
    for (const step of chain.steps)
      if (step.order === order.id && step.state !== 'done' && step.state !== 'cancel') cancelStep(draft, step)
    draft.steps.push({ do: 'act', model: 'mrp.production', method: 'action_cancel', id: order.id, until: ['cancel'] })
  }
  if (chain.orders.some(isOpen)) await closeOrder(draft)
  else if (chain.orders.some(({ state }) => state === 'done')) openOrders(chain)
  return { tells: { of: 'order' }, posted: { order: first.id }, documents: { order: first.id } }
}

function standingInTheBooks({ chain }: Draft): { what: string; quantity: number }[] {
  const found = [{ what: 'received', quantity: received(chain) }]
  for (const order of chain.orders) {
    for (const [, { used }] of needAndUse(chain, order)) found.push({ what: 'of a component used', quantity: used })
    for (const [, quantity] of netByproducts(chain, order)) found.push({ what: 'of a by-product received', quantity })
  }
  for (const step of chain.steps)
    found.push(
      { what: `completed at ${step.name}`, quantity: step.good },
      { what: `minutes of work at ${step.name}`, quantity: step.minutes },
    )
  return found
}
