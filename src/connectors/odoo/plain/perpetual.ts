import type { Draft } from './draft.ts'
import { refuse } from './refusal.ts'

/**
 * Under perpetual valuation Odoo 19 posts goods in the ledger when they come from or go to a place with an account of its
 * own, but only in the method that plain mode cannot call. Stock without its ledger is nothing anybody asked for.
 */
export async function refusePerpetual({ desk, words, chain, booked }: Draft): Promise<void> {
  if (words.version === 14 || booked.length === 0) return
  const products = [...new Set(booked.map(({ product }) => product))]
  const perpetual = await desk.ids('product.product', [
    ['id', 'in', products],
    ['valuation', '=', 'real_time'],
  ])
  const theirs = booked.filter(({ product }) => perpetual.includes(product))
  if (theirs.length === 0) return
  const places = await desk.ids('stock.location', [
    ['id', 'in', theirs.flatMap(({ from, to }) => [from, to])],
    ['valuation_account_id', '!=', false],
  ])
  const posted = theirs.find(({ from, to }) => places.includes(from) || places.includes(to))
  if (posted)
    refuse(
      'LEDGER_NEEDS_PROCEDURES',
      `${chain.products.get(posted.product)?.label} is valued perpetually and goes over a place with an account of its own; Odoo posts that only by procedures`,
    )
}
