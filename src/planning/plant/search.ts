import type { Chance } from '#kernel/world'
import { below } from '../chance.ts'
import type { Effort } from '../effort.ts'
import { changesFor, type Policy } from './change.ts'
import { type Candidate, candidate } from './candidate.ts'
import { type Draft, inOrder } from './draft.ts'
import type { Indexed } from './indexed.ts'

/** How many steps back a plan is compared with: it may be dearer than the last, and must be cheaper than that one. */
const MEMORY = 40

/** Late acceptance hill climbing (Burke and Bykov): no temperatures, so it needs no scale of money. */
export function search(
  problem: Indexed,
  from: readonly Candidate[],
  policy: Policy,
  effort: Effort,
  chance: Chance,
  mayWorkLonger: boolean,
): Candidate {
  const changes = changesFor(policy, problem, mayWorkLonger)
  let best = from.reduce((cheapest, one) => (one.cost.total < cheapest.cost.total ? one : cheapest))
  let here = best
  const memory = Array.from({ length: MEMORY }, () => here.cost.total)
  while (best.cost.total > 0 && !effort.isOver()) {
    const slot = effort.steps++ % MEMORY
    const next = candidate(problem, changes[below(chance, changes.length)]!(problem, here, chance))
    if (next && (next.cost.total <= here.cost.total || next.cost.total <= memory[slot]!)) here = next
    memory[slot] = Math.min(memory[slot]!, here.cost.total)
    if (here.cost.total < best.cost.total) best = here
  }
  return best
}

/** Where a search may begin beside the plan as it is: the soonest promise first, and what a day costs most first. */
export function startsFor(problem: Indexed, asPlanned: Draft): readonly Candidate[] {
  const { jobs, orders } = problem
  const promised = (order: number) => orders[order]!.promised ?? Infinity
  const weight = (order: number) => orders[order]!.value * orders[order]!.priority
  return [inOrder(jobs, ({ order }) => promised(order)), inOrder(jobs, ({ order }) => -weight(order))].flatMap(
    (sequence) => {
      const draft = { ...asPlanned, sequence, keepsSequence: false, holds: asPlanned.holds.map(() => false) }
      return candidate(problem, draft) ?? []
    },
  )
}
