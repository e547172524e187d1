import { isOpen, linesOf, openOrders } from './chain.ts'
import { happened } from './clock.ts'
import type { Draft } from './draft.ts'
import { plannedOutput } from './output.ts'
import type { Plan } from './plan.ts'
import { cancelStep, endTimers } from './rework.ts'
import type { Move, Order } from './types.ts'
import { setOver } from './work.ts'

/** Closing: what was planned and did not happen is cancelled, nothing is made up, and the output gets its true cost. */
export async function closeOrder(draft: Draft): Promise<Plan> {
  const { chain, effect } = draft
  const closed = chain.orders.filter(({ state }) => state === 'done')
  const open = chain.orders.filter(isOpen)
  // Closed by a person in Odoo before: only the cost is left to be set right.
  const orders = open.length > 0 ? open : closed.length > 0 ? closed : openOrders(chain)
  for (const order of open) {
    if (happened(draft, order)) closeOne(draft, order)
    else cancelOne(draft, order)
  }
  // Also the members of the chain a person closed in Odoo: what the hub had booked there is still provisional.
  const ours = chain.orders.filter((order) =>
    chain.moves.some(
      (move) => (move.makes === order.id || move.uses === order.id) && move.additional && move.state === 'done',
    ),
  )
  const toCost = [...new Set([...orders, ...ours].map(({ id }) => id))]
  draft.steps.push({ do: 'true up', orders: toCost, note: `${effect.key}_cost` })
  return {
    tells: { of: 'output' },
    posted: { orders: orders.map(({ id }) => id), costs: toCost },
    documents: { order: chain.orders[0]!.id },
  }
}

function cancelOne(draft: Draft, order: Order): void {
  for (const step of draft.chain.steps)
    if (step.order === order.id && step.state !== 'done' && step.state !== 'cancel') cancelStep(draft, step)
  draft.steps.push({ do: 'act', model: 'mrp.production', method: 'action_cancel', id: order.id, until: ['cancel'] })
}

function closeOne(draft: Draft, order: Order): void {
  const { chain, words } = draft
  for (const step of chain.steps.filter((one) => one.order === order.id)) {
    if (step.state === 'cancel') continue
    if (step.state !== 'done') {
      endTimers(draft, step)
      if (step.good > 0 || chain.times.some((time) => time.step === step.id)) setOver(draft, step, true)
      else cancelStep(draft, step)
    }
    if (step.state === 'done' && !step.rate) {
      const rate = words.rate(chain.centres.get(step.centre)?.rate ?? 0)
      if (rate) draft.set('mrp.workorder', [step.id], rate)
    }
  }
  const planned = chain.moves.filter(
    (move) => (move.uses === order.id || move.makes === order.id) && move.state !== 'done' && move.state !== 'cancel',
  )
  const kept = words.keptAsDone(chain, order, plannedOutput)
  for (const move of planned) empty(draft, move)
  if (kept) {
    draft.remember(kept.id, kept.demand, kept.needed)
    draft.set('stock.move', [kept.id], { state: 'done', product_uom_qty: 0 }, { no_procurement: true })
  }
  const rest = planned.filter(({ id }) => id !== kept?.id).map(({ id }) => id)
  draft.set('stock.move', rest, { state: 'cancel', move_orig_ids: [[5]], procure_method: 'make_to_stock' })
  // The end of an order redates what came of it: that keeps its own time.
  draft.set('mrp.production', [order.id], { [words.endOfOrder]: draft.now }, { force_date: true })
  const dated = new Map<string, number[]>()
  for (const move of chain.moves)
    if (move.makes === order.id && move.state === 'done' && move.date)
      dated.set(move.date, [...(dated.get(move.date) ?? []), move.id as number])
  for (const [date, moves] of dated) draft.set('stock.move', moves, { date })
  draft.set('mrp.production', [order.id], { priority: '0', is_locked: true, state: 'done' })
}

/** Nothing stays reserved for it. */
function empty(draft: Draft, move: Move): void {
  const lines = linesOf(draft.chain, move.id).map(({ id }) => id as number)
  if (lines.length > 0) draft.steps.push({ do: 'drop', model: 'stock.move.line', ids: lines })
}
