import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { LotsChanged, LotsMerged, LotSplit } from '#model/lots'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, convertible, negated, type Quantity, spoken, zero } from '#model/quantity'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'

const common = { version: '1', owner: 'quality', target: { p95: seconds(30), p99: minutes(2) } } as const

/** A lot becomes several in Odoo, each knowing where it comes from. */
export const lotSplit = defineFlow({
  ...common,
  name: 'lot-split',
  purpose: 'A lot that is split on the floor is split in Odoo, with parent and children, and nothing lost unsaid',
  on: ['mfg.production.lot.split.v1'],
  body: LotSplit,
  facts: (_message, body, file: OrderCase) => ({ order: orderUnlessKnown(body.order, file) }),
  decide: (situation) =>
    onOpenOrder('work', situation, (file, next): Outcome<OrderFile> => {
      const { parent, children, loss, order, item } = situation.body
      const what = `Lot ${parent.lot} of ${item ?? file.order.itemName}`
      const parts = [...children.map(({ quantity }) => quantity), ...(loss ? [loss] : [])]
      const sum = sumOf(parts, parent.quantity.uom)
      if (!sum) return refused(unitsDiffer(what))
      if (compare(sum, parent.quantity) !== 0)
        return refused(
          wrong(
            'SUM_DIFFERS',
            `${what} is split from ${spoken(parent.quantity)} into ${spoken(sum)}, loss included.`,
            'Correct the quantities so that children and loss are the parent, and retry.',
          ),
        )
      const names = children.map(({ lot, quantity }) => `${lot} (${spoken(quantity)})`).join(', ')
      return {
        verdict: 'accepted',
        sentence: `${what} becomes ${names}${loss ? `; ${spoken(loss)} are lost` : ''}.`,
        file: { state: next, data: lost(file, item, loss) },
        intents: [
          ProductionLedger.changeLots({
            order,
            ...(item ? { item } : {}),
            from: [parent],
            into: children,
            ...(loss ? { loss } : {}),
          }),
        ],
      }
    }),
  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { item, loss } = LotsChanged.parse(body)
      return lost(data, item, loss && negated(loss))
    }),
})

/** Several lots become one in Odoo. */
export const lotMerge = defineFlow({
  ...common,
  name: 'lot-merge',
  purpose: 'Lots that are put together on the floor are one in Odoo, which knows all it comes from',
  on: ['mfg.production.lot.merged.v1'],
  body: LotsMerged,
  facts: (_message, body, file: OrderCase) => ({ order: orderUnlessKnown(body.order, file) }),
  decide: (situation) =>
    onOpenOrder('work', situation, (file, next): Outcome<OrderFile> => {
      const { parents, child, order, item } = situation.body
      const names = parents.map(({ lot }) => lot)
      const what = `Lots ${names.join(', ')} of ${item ?? file.order.itemName}`
      const quantities = parents.map(({ quantity }) => quantity)
      const quantity = sumOf(quantities, quantities[0]!.uom)
      if (!quantity) return refused(unitsDiffer(what))
      return {
        verdict: 'accepted',
        sentence: `${what} become ${child} (${spoken(quantity)}).`,
        file: { state: next, data: file },
        intents: [
          ProductionLedger.changeLots({
            order,
            ...(item ? { item } : {}),
            from: parents,
            into: [{ lot: child, quantity }],
          }),
        ],
      }
    }),
  answered: (situation) => onAnswer(situation, (data) => data),
})

const sumOf = (parts: readonly Quantity[], uom: Quantity['uom']): Quantity | undefined =>
  parts.every((one) => convertible(one.uom, uom)) ? parts.reduce(add, zero(uom)) : undefined

const unitsDiffer = (what: string) =>
  wrong('UOM_NOT_CONVERTIBLE', `${what} are told in units that do not convert.`, 'Correct the units and retry.')

/** What is lost of finished goods is scrap of the order. */
function lost(file: OrderFile, item: string | undefined, loss: Quantity | undefined): OrderFile {
  if (!loss || (item !== undefined && item !== file.order.item)) return file
  return { ...file, scrapped: add(file.scrapped, loss), received: add(file.received, negated(loss)) }
}
