import { z } from 'zod'
import { keepsDates } from './any-lot.ts'
import { openOrders, stockUnit } from './chain.ts'
import type { Draft, Part } from './draft.ts'
import { itemNamed, knownLot, lotFor } from './items.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { scrapped } from './scrap.ts'
import { type Lot, placeWith, take } from './stock.ts'
import type { Id } from './types.ts'
import { amount, compared, decimal } from './units.ts'

/**
 * Goods that change their lots stay what and where they are: they go out of stock into production under the old lots,
 * and come back under the new ones with the same value. Neither is use nor output of the order; the lines are linked, so
 * that Odoo's traceability goes from each new lot to all it comes from. What is lost is a scrap document.
 */
export async function changeLots(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  const order = openOrders(chain).at(-1)!
  const product = body['item'] ? await itemNamed(draft, body['item']) : draft.product(order.product)
  if (product.tracking !== 'lot') refuse('LOT_REQUIRED', `${product.label} is not kept by lot`)
  const stock = stockUnit(chain, product.id)
  const source = await placeWith(draft, product.id === order.product ? order.to : order.from)
  let loss = body['loss'] ? amount(body['loss'], stock, chain.units) : 0
  const outs: { parts: readonly Part[]; quantity: number }[] = []
  const lost: Part[] = []
  const parents: Lot[] = []
  for (const part of body['from'] as NamedPart[]) {
    const lot = (await knownLot(draft, product, part.lot, 1))!
    parents.push(lot)
    let quantity = amount(part.quantity, stock, chain.units)
    if (loss > 0 && compared(stock, quantity, loss) >= 0) {
      lost.push(...(await take(draft, product, source, lot, loss, [], 0)).parts)
      quantity -= loss
      loss = 0
    }
    if (compared(stock, quantity, 0) > 0)
      outs.push({ parts: (await take(draft, product, source, lot, quantity, [], order.floor)).parts, quantity })
  }
  const total = outs.reduce((sum, { quantity }) => sum + quantity, 0)
  const into = (body['into'] as NamedPart[]).map((part) => ({
    name: part.lot,
    quantity: amount(part.quantity, stock, chain.units),
  }))
  const came = into.reduce((sum, { quantity }) => sum + quantity, 0)
  if (compared(stock, came, total) !== 0) refuse('SUM_DIFFERS', `${decimal(came)} came out of ${decimal(total)}`)

  const scraps = []
  for (const part of lost)
    scraps.push(
      await scrapped(draft, {
        order,
        step: undefined,
        product,
        unit: stock.id,
        quantity: part.quantity,
        part,
        reason: 'lost when its lot was changed',
      }),
    )
  const shared = { order, product: product.id, unit: stock.id }
  const values = { ...draft.words.belonging(order), reference: order.name }
  const used: Id[] = []
  for (const { parts, quantity } of outs) {
    const ways = { from: source.id, to: order.floor, demand: quantity, parts }
    used.push(draft.book({ ...shared, ...ways, ...(await draft.worth(product, quantity)), values }).id)
  }
  const made: Id[] = []
  for (const { name, quantity } of into) {
    const lot = await lotFor(draft, product, name, await datesOf(draft, parents))
    const part = { quantity, lot: lot.id, lotName: name, from: order.floor, to: source.id }
    const ways = { from: order.floor, to: source.id, demand: quantity, parts: [part] }
    made.push(draft.book({ ...shared, ...ways, values: { ...values, price_unit: product.price } }).id)
  }
  draft.steps.push({ do: 'link', made, used })
  const moves = [...used, ...made, ...scraps.map(({ move }) => move)]
  return {
    tells: { of: 'scrap', id: product.id },
    posted: { moves: [...used, ...made] },
    documents: { order: order.id, moves },
  }
}

interface NamedPart {
  readonly lot: string
  readonly quantity: { readonly value: string; readonly unit: string }
}

const DATES = ['expiration_date', 'use_date', 'removal_date', 'alert_date']
const Dated = z.array(z.record(z.string(), z.unknown()))

/** A new lot is as old as the oldest it comes from, where Odoo keeps dates of lots. */
async function datesOf(draft: Draft, parents: readonly Lot[]): Promise<object> {
  if (!(await keepsDates(draft))) return {}
  const ids = parents.map(({ id }) => id)
  const rows = Dated.parse(await draft.desk.act(draft.words.lot, 'read', { ids, fields: DATES }))
  return Object.fromEntries(
    DATES.flatMap((field) => {
      const dates = rows.map((row) => row[field]).filter((date) => typeof date === 'string')
      return dates.length > 0 ? [[field, dates.toSorted()[0]]] : []
    }),
  )
}
