import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import { EntryStanding } from '#model/downtime-entry'
import type { Receipt } from '#model/ports/port'
import { type OdooMapping, Refusal } from '../mapping.ts'

/** What an effect left in Odoo, as it is kept there with its key. */
const Kept = z.strictObject({
  documents: z.array(z.strictObject({ kind: z.string(), id: z.int(), label: z.string() })),
  before: EntryStanding,
  after: EntryStanding,
  posted: z.looseObject({ entry: z.int().nullable() }),
})

const Outcome = z.discriminatedUnion('outcome', [
  z.strictObject({ key: z.string(), outcome: z.literal('done'), result: Kept }),
  z.strictObject({ key: z.string(), outcome: z.literal('known'), result: z.string() }),
  z.strictObject({ key: z.string(), outcome: z.literal('refused'), refusal: Refusal }),
])
export const EntryOutcomes = z.strictObject({ effects: z.array(Outcome) })

export function entryReceiptOf(
  outcome: z.infer<typeof Outcome>,
  { link, instantFrom }: Pick<OdooMapping, 'link' | 'instantFrom'>,
): Receipt | Failure {
  if (outcome.outcome === 'refused') return new Refused(outcome.refusal.code, outcome.refusal.sentence)
  const known = outcome.outcome === 'known'
  const { documents, before, after } = known ? Kept.parse(JSON.parse(outcome.result)) : outcome.result
  const told = documents.map(({ kind, id, label }) => ({ kind, id: `${id}`, label, link: link(kind, id) }))
  return { known, documents: told, before: inInstants(before), after: inInstants(after) }

  function inInstants({ from, to, ...standing }: EntryStanding): EntryStanding {
    return { ...standing, from: from && instantFrom(from), to: to && instantFrom(to) }
  }
}
