import type { Chain } from './chain.ts'
import { linesOf } from './chain.ts'
import { costFacts, orderCost, trueValues } from './cost.ts'
import { currencyOf } from './currency.ts'
import type { Desk } from './desk.ts'
import type { Step } from './steps.ts'
import type { Words } from './words.ts'

/** Output gets the value of what its orders cost, and the order a note that says so. */
export async function trueUp(
  desk: Desk,
  words: Words,
  chain: Chain,
  { orders: ids, note }: Extract<Step, { do: 'true up' }>,
): Promise<void> {
  const orders = chain.orders.filter(({ id, state }) => ids.includes(id) && state === 'done')
  if (orders.length === 0) return
  const currency = await currencyOf(desk, orders[0]!.company)
  for (const { receipt, value } of trueValues(chain, orders, orderCost(chain, orders), currency)) {
    if (Math.abs(receipt.move.value - value) < currency.smallest / 2) continue
    await words.revalue(desk, {
      receipt,
      value,
      lines: linesOf(chain, receipt.move.id),
      product: chain.products.get(receipt.move.product)!,
      company: orders[0]!.company,
      currency,
      name: `${note}_layer_${receipt.move.id}`,
    })
  }
  const after = costFacts(chain, orders, currency)
  await desk.make('mail.message', note, messageOn(orders[0]!.id, costWords(after)))
}

export const messageOn = (order: number, words: string) => ({
  model: 'mrp.production',
  res_id: order,
  message_type: 'notification',
  'subtype_id/id': 'mail.mt_note',
  body: words,
})

const costWords = (cost: ReturnType<typeof costFacts>): string =>
  `Closed: materials ${cost.materials}, machine time ${cost.machine}, labour ${cost.labour}, extra ${cost.extra}; ` +
  `together ${cost.total} for ${cost.quantity}`
