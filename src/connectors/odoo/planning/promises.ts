import type { SalesPromise } from '#model/capacity'
import type { OpenOrder } from '#model/open-work'
import type { Desk } from '../plain/desk.ts'
import { type Sold, soldFor } from './sold.ts'
import type { PlanningWords } from './words.ts'

/** For whom orders are made, through whatever they go into, and what was promised to them; undefined where nobody can say. */
export async function promisesFor(
  desk: Desk,
  words: PlanningWords,
  orders: readonly number[],
): Promise<ReadonlyMap<number, readonly SalesPromise[]> | undefined> {
  const sold = await soldFor(desk, orders, { isThrough: true })
  return sold && new Map([...sold].map(([order, all]) => [order, all.map(({ sale }) => promiseFrom(sale))]))

  function promiseFrom(sale: Sold['sale']): SalesPromise {
    return {
      order: sale.name,
      link: words.link('sale.order', sale.id),
      customer: sale.partner_id?.name ?? '',
      ...(sale.client_order_ref ? { reference: sale.client_order_ref } : {}),
      ...(sale.commitment_date ? { promised: words.instantFrom(sale.commitment_date) } : {}),
      value: sale.amount_total.toFixed(2),
      ...(sale.currency_id ? { currency: sale.currency_id.name } : {}),
    }
  }
}

type Sale = NonNullable<OpenOrder['sale']>

/**
 * Which customer's order each is planned for: the one that was promised soonest, of those it delivers to by itself. What
 * goes into another order has the deadline that Odoo gives it, which is before the customer's. Nobody is named where nobody
 * can say.
 */
export async function salesFor(
  desk: Desk,
  words: PlanningWords,
  orders: readonly number[],
): Promise<ReadonlyMap<number, Sale>> {
  const sold = await soldFor(desk, orders, { isThrough: false })
  return new Map(
    [...(sold ?? [])].flatMap(([order, all]) => {
      const [first] = all.toSorted(
        (one, other) => dateOf(one).localeCompare(dateOf(other)) || one.sale.id - other.sale.id,
      )
      return first ? [[order, saleFrom(first)] as const] : []
    }),
  )

  function saleFrom({ sale, worth }: Sold): Sale {
    return {
      label: [sale.name, sale.client_order_ref].filter(Boolean).join(', '),
      customer: sale.partner_id?.name ?? '',
      value: Math.max(0, worth),
      ...(sale.commitment_date ? { promised: words.instantFrom(sale.commitment_date) } : {}),
    }
  }
}

/** One without a date waits longest. */
const dateOf = ({ sale }: Sold): string => sale.commitment_date ?? '9999'
