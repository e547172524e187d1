import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { ScrapRecorded } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, convertible, type Quantity, spoken, subtract } from '#model/quantity'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { tallyOf } from '../tolerance.ts'

/** Pieces are found bad: Odoo books them as scrap of the order. Bad pieces must have been good ones before. */
export const scrapRecording = defineFlow({
  name: 'scrap-recording',
  version: '1',
  purpose: 'Pieces and material found bad leave the good quantity and stock in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.scrap.recorded.v1'],
  body: ScrapRecorded,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, scrap, file: OrderCase) => ({ order: orderUnlessKnown(scrap.order, file) }),

  decide: (situation) =>
    onOpenOrder('scrap', situation, (file, next): Outcome<OrderFile> => {
      const { body: scrap, policy } = situation
      const { label, ordered } = file.order
      if (isMaterial(scrap, file))
        return {
          verdict: 'accepted',
          sentence: `${spoken(scrap.quantity)} of ${scrap.item} scrapped at ${label}.`,
          file: { state: next, data: file },
          intents: [ProductionLedger.recordScrap(scrap)],
        }
      if (!convertible(scrap.quantity.uom, ordered.uom))
        return refused(
          wrong(
            'UOM_NOT_CONVERTIBLE',
            `${label} is counted in ${ordered.uom}, which ${scrap.quantity.uom} does not convert into.`,
            'Correct the unit and retry.',
          ),
        )

      const good = goodBefore(scrap, file)
      if (compare(scrap.quantity, good) > 0) return waitsForGood(scrap, label, good, policy.patience.original)
      return {
        verdict: 'accepted',
        sentence: `${spoken(scrap.quantity)} of ${label} scrapped${scrap.reason ? `: ${scrap.reason}` : ''}.`,
        file: { state: next, data: counted(file, scrap, scrap.quantity, 1) },
        intents: [ProductionLedger.recordScrap(scrap)],
      }
    }),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const scrap = ScrapRecorded.parse(body)
      return isMaterial(scrap, data) ? data : counted(data, scrap, scrap.quantity, -1)
    }),
})

const isMaterial = (scrap: ScrapRecorded, { order }: OrderFile): boolean =>
  scrap.item !== undefined && scrap.item !== order.item

const goodBefore = (scrap: ScrapRecorded, file: OrderFile): Quantity =>
  scrap.operation ? tallyOf(file.completed, scrap.operation, file.order.ordered.uom) : file.received

/** Scrap takes from what its operation, or the stock, has of good pieces; `sign` -1 gives it back. */
export function counted(
  file: OrderFile,
  { operation }: Pick<ScrapRecorded, 'operation'>,
  amount: Quantity,
  sign: 1 | -1,
): OrderFile {
  const [more, less] = sign === 1 ? [add, subtract] : [subtract, add]
  const scrapped = more(file.scrapped, amount)
  if (!operation) return { ...file, scrapped, received: less(file.received, amount) }
  const before = tallyOf(file.completed, operation, file.order.ordered.uom)
  return { ...file, scrapped, completed: { ...file.completed, [operation]: less(before, amount) } }
}

/** The report of the good pieces may be on its way: scrap before its completion is legal, and waits for it. */
function waitsForGood(scrap: ScrapRecorded, label: string, good: Quantity, atMost: number): Outcome<OrderFile> {
  const place = scrap.operation ? `at operation ${scrap.operation}` : 'in stock'
  const sentence = `${spoken(scrap.quantity)} of ${label} were scrapped ${place}, which has ${spoken(good)} good.`
  return {
    verdict: 'held',
    sentence,
    wait: {
      what: `good pieces of ${label} ${place}`,
      atMost,
      otherwise: wrong('PREDECESSOR_QTY', sentence, 'Send the missing completion, or correct the quantity and retry.'),
    },
  }
}
