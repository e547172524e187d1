import type { OrderView } from '#api'
import { same, sum } from '#model/exact'
import type { Amount } from '../../words/units.ts'

type Produced = OrderView['produced']

export interface Line {
  readonly contribution: Produced['contributions'][number]
  /** What was refused was told, but is not there. */
  readonly counts: boolean
  /** What the order stands at after it; unknown once units are mixed. */
  readonly standsAt: Amount | undefined
}

/** Adds the parts up, digit by digit, and says whether they make the whole. */
export function addedUp({ total, before, contributions }: Produced): {
  readonly lines: readonly Line[]
  readonly agrees: boolean
} {
  const counted: string[] = [before.value]
  let mixed = before.uom !== total.uom
  const lines = contributions.map((contribution) => {
    const counts = contribution.effect !== 'refused'
    if (counts) counted.push(contribution.quantity.value)
    mixed ||= contribution.quantity.uom !== total.uom
    return { contribution, counts, standsAt: mixed ? undefined : { value: sum(counted), uom: total.uom } }
  })
  return { lines, agrees: mixed || same(sum(counted), total.value) }
}
