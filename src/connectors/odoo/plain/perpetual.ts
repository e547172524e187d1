import type { Draft } from './draft.ts'
import { Id, reading, Text } from './reading.ts'
import { refuse } from './refusal.ts'

/** Stock without its ledger is nothing anybody asked for. */
export async function refusePerpetual(draft: Draft): Promise<void> {
  const missing = await draft.words.missingInLedger(draft)
  if (missing) refuse('LEDGER_NEEDS_PROCEDURES', missing)
}

const valuations = reading('product.product', { id: Id, valuation: Text }, (row) => row)

/** Read and then looked at: those who book may not search by what is kept per company in Odoo 14. */
async function perpetualOf({ desk }: Draft, products: readonly number[]): Promise<readonly number[]> {
  const found = await desk.read(valuations, [['id', 'in', [...new Set(products)]]], { context: { active_test: false } })
  return found.filter(({ valuation }) => valuation === 'real_time').map(({ id }) => id)
}

/**
 * Odoo 19 posts goods in the ledger when they come from or go to a place with an account of its own, but only in the
 * method that plain mode cannot call.
 */
export async function placesWithAccounts(draft: Draft): Promise<string | undefined> {
  const { booked, chain, desk } = draft
  if (booked.length === 0) return undefined
  const perpetual = await perpetualOf(
    draft,
    booked.map(({ product }) => product),
  )
  const theirs = booked.filter(({ product }) => perpetual.includes(product))
  if (theirs.length === 0) return undefined
  const places = await desk.ids('stock.location', [
    ['id', 'in', theirs.flatMap(({ from, to }) => [from, to])],
    ['valuation_account_id', '!=', false],
  ])
  const posted = theirs.find(({ from, to }) => places.includes(from) || places.includes(to))
  return (
    posted &&
    `${chain.products.get(posted.product)?.label} is valued perpetually and goes over a place with an account of its own; Odoo posts that only by procedures`
  )
}

/**
 * Odoo 14 posts each movement by itself, but what closing adds to the goods' value only in a method that plain mode
 * cannot call. An order that could not be closed takes nothing.
 */
export async function trueCostOfGoods(draft: Draft): Promise<string | undefined> {
  const { booked, chain, effect } = draft
  if (booked.length === 0 && effect.operation !== 'closeOrder') return undefined
  const goods = chain.products.get(chain.orders[0]!.product)!
  if (goods.method === 'standard') return undefined
  const perpetual = await perpetualOf(draft, [goods.id])
  return perpetual.length === 0
    ? undefined
    : `${goods.label} is valued perpetually and gets its true cost when its order closes; Odoo posts that only by procedures`
}
