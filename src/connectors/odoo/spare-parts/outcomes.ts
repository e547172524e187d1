import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import type { Receipt } from '#model/ports/port'
import { type OdooMapping, Refusal } from '../mapping.ts'

/** How a part stood, as the procedure tells it; amounts in its own unit. */
const Standing = z.looseObject({ item: z.string(), unit: z.string(), bookedOn: z.string().optional() })

/** What an effect left in Odoo, as it is kept there with its key. */
const Moved = z.strictObject({
  documents: z.array(z.strictObject({ kind: z.string(), id: z.int(), label: z.string() })),
  before: Standing,
  after: Standing,
  posted: z.looseObject({ product: z.int() }),
})

const Outcome = z.discriminatedUnion('outcome', [
  z.strictObject({ key: z.string(), outcome: z.literal('done'), result: Moved }),
  z.strictObject({ key: z.string(), outcome: z.literal('known'), result: z.string() }),
  z.strictObject({ key: z.string(), outcome: z.literal('refused'), refusal: Refusal }),
])
export const PartOutcomes = z.strictObject({ effects: z.array(Outcome) })

export function partReceiptOf(
  outcome: z.infer<typeof Outcome>,
  { link, codeOf, instantFrom }: Pick<OdooMapping, 'link' | 'codeOf' | 'instantFrom'>,
): Receipt | Failure {
  if (outcome.outcome === 'refused') return new Refused(outcome.refusal.code, outcome.refusal.sentence)
  const known = outcome.outcome === 'known'
  const { documents, before, after } = known ? Moved.parse(JSON.parse(outcome.result)) : outcome.result
  return {
    known,
    documents: documents.map(({ kind, id, label }) => ({ kind, id: `${id}`, label, link: link(kind, id) })),
    before: inOurWords(before),
    after: inOurWords(after),
  }

  function inOurWords({ unit, bookedOn, ...standing }: z.infer<typeof Standing>): NonNullable<Receipt['before']> {
    return { ...standing, uom: codeOf(unit), ...(bookedOn ? { bookedOn: instantFrom(bookedOn) } : {}) }
  }
}
