import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import { areAnswersTo, type Receipt } from '#model/ports/port'
import type { Run } from './caller.ts'
import type { CallOptions } from './client.ts'
import { failureFrom, understood } from './failures.ts'
import { type OdooMapping, Refusal } from './mapping.ts'
import { attempt } from './one-by-one.ts'

export const Documents = z.array(z.strictObject({ kind: z.string(), id: z.int(), label: z.string() }))

/** What an effect left in Odoo, as a procedure keeps it there with its key: documents, and how it stood before and after. */
interface Kept<Standing> {
  readonly documents: z.infer<typeof Documents>
  readonly before: Standing
  readonly after: Standing
}

/** The shape of it, with what else was posted. */
export const keptOf = <Standing extends z.ZodType, Posted extends z.ZodRawShape>(standing: Standing, posted: Posted) =>
  z.strictObject({ documents: Documents, before: standing, after: standing, posted: z.looseObject(posted) })

interface Spanning {
  readonly from: string | null
  readonly to: string | null
}

/** Odoo's stamps of a span as instants. */
export const inInstants =
  ({ instantFrom }: Pick<OdooMapping, 'instantFrom'>) =>
  <Standing extends Spanning>({ from, to, ...standing }: Standing) => ({
    ...{ ...standing, from: from && instantFrom(from), to: to && instantFrom(to) },
  })

/**
 * Has a procedure perform one effect and tells what it left, in our words: done now, or known from before by its key, in
 * which case Odoo tells it from its memory.
 */
export function performedBy<Standing>(
  run: Run,
  procedure: Parameters<Run>[0],
  kept: z.ZodType<Kept<Standing>>,
  told: (standing: Standing) => Receipt['before'],
  { link }: Pick<OdooMapping, 'link'>,
): (values: { readonly key: string }, call: CallOptions) => Promise<Receipt | Failure> {
  const Outcome = z.discriminatedUnion('outcome', [
    z.strictObject({ key: z.string(), outcome: z.literal('done'), result: kept }),
    z.strictObject({ key: z.string(), outcome: z.literal('known'), result: z.string() }),
    z.strictObject({ key: z.string(), outcome: z.literal('refused'), refusal: Refusal }),
  ])
  const Outcomes = z.strictObject({ effects: z.array(Outcome) })

  function receiptOf(outcome: z.infer<typeof Outcome>): Receipt | Failure {
    if (outcome.outcome === 'refused') return new Refused(outcome.refusal.code, outcome.refusal.sentence)
    const known = outcome.outcome === 'known'
    const { documents, before, after } = known ? kept.parse(JSON.parse(outcome.result)) : outcome.result
    return {
      known,
      documents: documents.map(({ kind, id, label }) => ({ kind, id: `${id}`, label, link: link(kind, id) })),
      ...{ before: told(before) ?? {}, after: told(after) ?? {} },
    }
  }

  return async (values, call) => {
    const { effects } = await run(procedure, { effects: [values] }, Outcomes, call)
    if (!areAnswersTo([values], effects)) throw failureFrom({ kind: 'half-an-answer' })
    return attempt(() => understood(() => receiptOf(effects[0]!)))
  }
}
