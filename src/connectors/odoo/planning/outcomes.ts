import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import type { Receipt } from '#model/ports/port'
import { type OdooMapping, Refusal } from '../mapping.ts'

/** A leave as it stood, or that there was none. */
const Standing = z.strictObject({ from: z.string().nullable(), to: z.string().nullable() })

/** What an effect left in Odoo, as it is kept there with its key. */
export const Blocked = z.strictObject({
  documents: z.array(z.strictObject({ kind: z.string(), id: z.int(), label: z.string() })),
  before: Standing,
  after: Standing,
  posted: z.looseObject({ leave: z.int().nullable() }),
})
export type Blocked = z.infer<typeof Blocked>

const outcomeOf = <Result extends z.ZodType>(result: Result) =>
  z.discriminatedUnion('outcome', [
    z.strictObject({ key: z.string(), outcome: z.literal('done'), result }),
    z.strictObject({ key: z.string(), outcome: z.literal('known'), result: z.string() }),
    z.strictObject({ key: z.string(), outcome: z.literal('refused'), refusal: Refusal }),
  ])

const Outcome = outcomeOf(Blocked)
export const Outcomes = z.strictObject({ effects: z.array(Outcome) })

/** Where each operation stood and stands now, in words. */
export const Changed = z.strictObject({
  documents: Blocked.shape.documents,
  before: z.record(z.string(), z.string()),
  after: z.record(z.string(), z.string()),
  posted: z.looseObject({ operations: z.int() }),
})
export type Changed = z.infer<typeof Changed>

const ChangeOutcome = outcomeOf(Changed)
export const ChangeOutcomes = z.strictObject({ effects: z.array(ChangeOutcome) })

type Words = Pick<OdooMapping, 'link' | 'instantFrom'>

export function changeReceiptOf(outcome: z.infer<typeof ChangeOutcome>, { link }: Words): Receipt | Failure {
  if (outcome.outcome === 'refused') return new Refused(outcome.refusal.code, outcome.refusal.sentence)
  const known = outcome.outcome === 'known'
  const { documents, before, after } = known ? Changed.parse(JSON.parse(outcome.result)) : outcome.result
  const told = documents.map(({ kind, id, label }) => ({ kind, id: `${id}`, label, link: link(kind, id) }))
  return { known, documents: told, before, after }
}

export function receiptOf(outcome: z.infer<typeof Outcome>, { link, instantFrom }: Words): Receipt | Failure {
  if (outcome.outcome === 'refused') return new Refused(outcome.refusal.code, outcome.refusal.sentence)
  const known = outcome.outcome === 'known'
  const { documents, before, after } = known ? Blocked.parse(JSON.parse(outcome.result)) : outcome.result
  return {
    known,
    documents: documents.map(({ kind, id, label }) => ({ kind, id: `${id}`, label, link: link(kind, id) })),
    before: inInstants(before),
    after: inInstants(after),
  }

  function inInstants({ from, to }: z.infer<typeof Standing>): NonNullable<Receipt['before']> {
    return from && to ? { from: instantFrom(from), to: instantFrom(to) } : {}
  }
}
