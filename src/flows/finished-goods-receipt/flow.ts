import { defineFlow, type Outcome, type Trouble } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OutputReceived } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { negated, type Quantity, spoken, subtract } from '#model/quantity'
import { OUTPUT, workedOn } from '../backflush.ts'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { usedUpWith } from '../used-up-with.ts'
import { judgeReceipt, type ReceiptVerdict } from './judge-receipt.ts'

/**
 * The MES reports finished goods; Odoo's stock receives them against the order.
 *
 * Odoo owns the order: a receipt never raises its quantity, and none is booked on one that is closed.
 */
export const finishedGoodsReceipt = defineFlow({
  name: 'finished-goods-receipt',
  version: '1',
  purpose: 'Finished goods reported by the MES become stock in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.output.received.v1'],
  body: OutputReceived,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, receipt, file: OrderCase) => ({ order: orderUnlessKnown(receipt.order, file) }),

  decide: (situation) =>
    onOpenOrder('receive', situation, (file, next): Outcome<OrderFile> => {
      const { body: receipt, policy, permits } = situation
      const { label, itemName } = file.order
      const said = `${spoken(receipt.quantity)} of ${itemName} received for ${label}`
      const book = (total: Quantity, outcome: Pick<Outcome<OrderFile>, 'verdict' | 'code' | 'sentence'>) =>
        usedUpWith(
          situation,
          workedOn({ ...file, received: total }, OUTPUT, receipt.quantity),
          (data, part, used): Outcome<OrderFile> => ({
            ...outcome,
            sentence: outcome.sentence + used,
            file: { state: next, data },
            intents: [ProductionLedger.receiveOutput({ ...receipt, ...part })],
          }),
        )
      const verdict = judgeReceipt(receipt, file, policy.overCompletion)
      switch (verdict.kind) {
        case 'within':
          return book(verdict.total, { verdict: 'accepted', sentence: `${said}.` })
        case 'above':
          return book(verdict.total, {
            verdict: 'flagged',
            code: 'OVER_COMPLETION',
            sentence: `${said}: ${spoken(verdict.excess)} more than ordered, within what the plant allows.`,
          })
        case 'beyond':
          return permits.includes('OVER_COMPLETION')
            ? book(verdict.total, {
                verdict: 'flagged',
                code: 'OVER_COMPLETION',
                sentence: `${said}, as permitted.`,
              })
            : refused(beyond(label, verdict.total, verdict.excess))
        default:
          return refused(whatIsWrong(receipt, label, verdict))
      }
    }),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { quantity } = Booked.parse(body)
      return workedOn({ ...data, received: subtract(data.received, quantity) }, OUTPUT, negated(quantity))
    }),
})

/** What was booked says what was received, and what was used up with it. */
const Booked = OutputReceived.pick({ quantity: true }).strip()

const beyond = (label: string, total: Quantity, excess: Quantity): Trouble =>
  wrong(
    'OVER_COMPLETION',
    `${label} would stand at ${spoken(total)}, ${spoken(excess)} more than ordered and more than the plant allows.`,
    'Correct the quantity and retry, or override with a reason if the goods are really there.',
  )

function whatIsWrong(
  receipt: OutputReceived,
  label: string,
  verdict: Exclude<ReceiptVerdict, { readonly total: Quantity }>,
): Trouble {
  switch (verdict.kind) {
    case 'unit-does-not-convert':
      return wrong(
        'UOM_NOT_CONVERTIBLE',
        `${label} is counted in another kind of unit than ${receipt.quantity.uom}.`,
        'Correct the unit and retry.',
      )
    case 'lot-required':
      return wrong(
        'LOT_REQUIRED',
        `The goods of ${label} carry lot or serial numbers, and this receipt names none.`,
        'Add the lot or serial numbers and retry.',
      )
    case 'serial-count-differs':
      return wrong(
        'SERIAL_QTY',
        `${spoken(receipt.quantity)} of ${label} were received, but ${verdict.serials} serial numbers were named.`,
        'Name one serial number for each piece and retry.',
      )
    case 'serial-twice':
      return wrong(
        'SERIAL_DUPLICATE',
        `Serial ${verdict.serial} is named twice in one receipt for ${label}.`,
        'Correct the serial numbers and retry.',
      )
  }
}
