import type { OrderFile } from '#model/production-order-case'
import { add, negated, type Quantity } from '#model/quantity'
import { tallyOf } from '../tolerance.ts'

type Tally = 'toRework' | 'inRework' | 'completed'

/** Counts pieces at an operation: waiting for rework, in rework, or good. */
export function counted(file: OrderFile, tally: Tally, operation: string, amount: Quantity): OrderFile {
  const tallies = file[tally] ?? {}
  const before = tallyOf(tallies, operation, file.order.ordered.uom)
  return { ...file, [tally]: { ...tallies, [operation]: add(before, amount) } }
}

/** What left rework: good pieces are good at their operation, bad ones are scrap; `back` takes it back. */
export function leftRework(
  file: OrderFile,
  operation: string,
  { good, scrap }: { readonly good: Quantity; readonly scrap?: Quantity | undefined },
  back = false,
): OrderFile {
  const sign = (amount: Quantity) => (back ? negated(amount) : amount)
  const left = scrap ? add(good, scrap) : good
  const out = counted(file, 'inRework', operation, negated(sign(left)))
  const saved = counted(out, 'completed', operation, sign(good))
  return scrap ? { ...saved, scrapped: add(saved.scrapped, sign(scrap)) } : saved
}
