import { defineFlow, type EffectAnswered, type Outcome, type Trouble } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OutputReceived } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { spoken, subtract } from '#model/quantity'
import { notReleased, standingOf } from '../standing.ts'
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

  facts: (_message, receipt, file: { readonly state: string; readonly data: OrderFile } | undefined) => ({
    order: file ? undefined : ProductionLedger.order(receipt.order),
  }),

  decide({ message, body: receipt, facts, file, policy, permits }): Outcome<OrderFile> {
    const standing = standingOf('receive', receipt.order, message.plant, file, facts.order)
    if (standing.kind === 'trouble')
      return { verdict: 'refused', sentence: standing.trouble.sentence, trouble: standing.trouble }
    if (standing.kind === 'not-released')
      return {
        verdict: 'held',
        sentence: `Waits until ${standing.label} is released.`,
        wait: {
          what: `the release of ${standing.label}`,
          atMost: policy.patience.release,
          otherwise: notReleased(standing.label),
        },
      }

    const { order } = standing.file
    const verdict = judgeReceipt(receipt, standing.file, policy.overCompletion)
    const spokenReceipt = `${spoken(receipt.quantity)} of ${order.itemName}`
    switch (verdict.kind) {
      case 'within-tolerance':
      case 'over-completion':
      case 'beyond-the-cap': {
        const permitted = permits.includes('OVER_COMPLETION')
        if (verdict.kind === 'beyond-the-cap' && !permitted) {
          const trouble = overCompletion(order.label, verdict)
          return { verdict: 'refused', sentence: trouble.sentence, trouble }
        }
        const over = verdict.kind !== 'within-tolerance'
        return {
          verdict: over ? 'flagged' : 'accepted',
          ...(over ? { code: 'OVER_COMPLETION' } : {}),
          sentence: over
            ? `${spokenReceipt} received for ${order.label}: ${spoken(verdict.excess)} more than ordered, within what the plant allows.`
            : `${spokenReceipt} received for ${order.label}.`,
          file: { state: standing.next, data: { ...standing.file, received: verdict.total } },
          intents: [ProductionLedger.receiveOutput(receipt)],
        }
      }
      default: {
        const trouble = whatIsWrong(receipt, order.label, verdict)
        return { verdict: 'refused', sentence: trouble.sentence, trouble }
      }
    }
  },

  /** Odoo refused: what was counted as received is not. */
  answered({
    body: answer,
    file,
  }: {
    readonly body: EffectAnswered
    readonly file: { readonly state: string; readonly data: OrderFile } | undefined
  }): Outcome<OrderFile> {
    if (answer.state === 'confirmed' || !file) return { verdict: 'accepted', sentence: 'Odoo has booked it.' }
    const { quantity } = OutputReceived.parse(answer.body)
    return {
      verdict: 'accepted',
      sentence: `Odoo refused ${spoken(quantity)}: ${answer.failure?.sentence ?? 'no reason given'}`,
      file: { state: file.state, data: { ...file.data, received: subtract(file.data.received, quantity) } },
    }
  },
})

const overCompletion = (
  label: string,
  { total, excess }: Extract<ReceiptVerdict, { total: unknown; excess: unknown }>,
): Trouble => ({
  code: 'OVER_COMPLETION',
  owner: 'supervisor',
  sentence: `${label} would stand at ${spoken(total)}, ${spoken(excess)} more than ordered and more than the plant allows.`,
  suggestion: 'Correct the quantity and retry, or override with a reason if the goods are really there.',
})

function whatIsWrong(
  receipt: OutputReceived,
  label: string,
  verdict: Exclude<ReceiptVerdict, { total: unknown }>,
): Trouble {
  const owner = 'supervisor'
  switch (verdict.kind) {
    case 'unit-does-not-convert':
      return {
        code: 'UOM_NOT_CONVERTIBLE',
        owner,
        sentence: `${label} is counted in another kind of unit than ${receipt.quantity.uom}.`,
        suggestion: 'Correct the unit and retry.',
      }
    case 'lot-required':
      return {
        code: 'LOT_REQUIRED',
        owner,
        sentence: `The goods of ${label} carry lot or serial numbers, and this receipt names none.`,
        suggestion: 'Add the lot or serial numbers and retry.',
      }
    case 'serial-count-differs':
      return {
        code: 'SERIAL_QTY',
        owner,
        sentence: `${spoken(receipt.quantity)} of ${label} were received, but ${verdict.serials} serial numbers were named.`,
        suggestion: 'Name one serial number for each piece and retry.',
      }
    case 'serial-twice':
      return {
        code: 'SERIAL_DUPLICATE',
        owner,
        sentence: `Serial ${verdict.serial} is named twice in one receipt for ${label}.`,
        suggestion: 'Correct the serial numbers and retry.',
      }
  }
}
