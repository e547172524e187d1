import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ByproductReceived } from '#model/batch'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { add, convertible, negated, type Quantity, spoken, zero } from '#model/quantity'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'

/** Something comes beside what the order makes: Odoo's stock receives it, and it bears its share of the cost. */
export const byproductReceipt = defineFlow({
  name: 'byproduct-receipt',
  version: '1',
  purpose: 'By-products and co-products become stock in Odoo and bear their share of the cost',
  owner: 'supervisor',
  on: ['mfg.production.byproduct.received.v1'],
  body: ByproductReceived,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, receipt, file: OrderCase) => ({ order: orderUnlessKnown(receipt.order, file) }),

  decide: (situation) =>
    onOpenOrder('receive', situation, (file, next): Outcome<OrderFile> => {
      const { body: receipt } = situation
      const { label, item, byproducts } = file.order
      const expected = byproducts?.find((one) => one.item === receipt.item)
      const said = `${spoken(receipt.quantity)} of ${expected?.itemName ?? receipt.item} came beside ${label}`
      if (receipt.item === item)
        return refused(
          wrong(
            'UNKNOWN_ITEM',
            `${receipt.item} is what ${label} makes, not a by-product of it.`,
            'Report it as received goods, or correct the item and retry.',
          ),
        )
      if (expected && !convertible(receipt.quantity.uom, expected.expected.uom))
        return refused(
          wrong(
            'UOM_NOT_CONVERTIBLE',
            `${expected.itemName} is counted in ${expected.expected.uom}, which ${receipt.quantity.uom} does not convert into.`,
            'Correct the unit and retry.',
          ),
        )
      if (expected && expected.tracking !== 'none' && !receipt.lot && !receipt.serials)
        return refused(
          wrong(
            'LOT_REQUIRED',
            `${expected.itemName} is kept by lot or serial number, and this receipt beside ${label} names none.`,
            'Add the lot and retry.',
          ),
        )
      return {
        verdict: expected ? 'accepted' : 'flagged',
        ...(expected ? {} : { code: 'NOT_IN_BOM' }),
        sentence: expected ? `${said}.` : `${said}, which the order does not expect.`,
        file: { state: next, data: came(file, receipt.item, receipt.quantity) },
        intents: [ProductionLedger.receiveByproduct(receipt)],
      }
    }),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { item, quantity } = ByproductReceived.parse(body)
      return came(data, item, negated(quantity))
    }),
})

/** Counts what came of a by-product. */
export function came(file: OrderFile, item: string, amount: Quantity): OrderFile {
  const told = file.order.byproducts?.find((one) => one.item === item)?.received
  const before = file.byproducts?.[item] ?? told ?? zero(amount.uom)
  return { ...file, byproducts: { ...file.byproducts, [item]: add(before, amount) } }
}
