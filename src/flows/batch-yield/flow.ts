import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { BatchYielded } from '#model/batch'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { spoken } from '#model/quantity'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { judgeYield } from './judge-yield.ts'

/** A batch is weighed: what went in is what came out and what was lost, or somebody looks where the rest is. */
export const batchYield = defineFlow({
  name: 'batch-yield',
  version: '1',
  purpose: 'The balance of a batch is proved, noted in Odoo, and put before somebody where it is not one',
  owner: 'quality',
  on: ['mfg.production.order.yielded.v1'],
  body: BatchYielded,
  target: { p95: minutes(1), p99: minutes(5) },

  facts: (_message, batch, file: OrderCase) => ({ order: orderUnlessKnown(batch.order, file) }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next): Outcome<OrderFile> => {
      const { body: batch, message, policy } = situation
      const { label } = file.order
      const verdict = judgeYield(batch, policy.massTolerance)
      if (verdict.kind === 'unit-does-not-convert')
        return refused(
          wrong(
            'UOM_NOT_CONVERTIBLE',
            `Batch ${batch.batch} of ${label} is told in units that do not convert into each other, such as ${verdict.uom}.`,
            'Tell all of it by mass, or all of it by volume, and retry.',
          ),
        )
      const { kind, missing, ...sums } = verdict
      const told = { batch: batch.batch, ...sums, isBalanced: kind === 'balanced' }
      const said = `Batch ${batch.batch} of ${label}: ${spoken(sums.input)} in, ${spoken(sums.output)} out, ${spoken(sums.loss)} lost`
      const booked: Pick<Outcome<OrderFile>, 'file' | 'intents'> = {
        file: { state: next, data: { ...file, yields: { ...file.yields, [message.id]: told } } },
        intents: [
          ProductionLedger.noteYield({
            order: batch.order,
            batch: batch.batch,
            ...(batch.step ? { step: batch.step } : {}),
            ...sums,
          }),
        ],
      }
      if (kind === 'balanced') return { verdict: 'accepted', sentence: `${said}.`, ...booked }
      const sentence = `${said}; ${spoken(missing)} are missing, more than the plant allows.`
      return {
        verdict: 'flagged',
        code: 'MASS_IMBALANCE',
        sentence,
        ...booked,
        trouble: {
          code: 'MASS_IMBALANCE',
          owner: 'quality',
          sentence,
          suggestion:
            'Find where the rest is: scrap, a by-product or a wrong weight; take back what was wrong, then skip this.',
        },
      }
    }),

  answered: (situation) => onAnswer(situation, (data) => withoutYield(data, situation.body.event.id)),
})

export function withoutYield(file: OrderFile, event: string): OrderFile {
  const yields = Object.fromEntries(Object.entries(file.yields ?? {}).filter(([one]) => one !== event))
  return { ...file, yields }
}
