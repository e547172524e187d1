import type { Policy } from '#engine'
import { isAfter } from '#kernel/time'
import type { Proposal, ReplanOption } from '#model/replan-case'

export type ReplanVerdict =
  /** All can stay where it is. */
  | { readonly kind: 'needless' }
  | { readonly kind: 'impossible'; readonly sentence: string }
  /** A planner decides; and why the hub does not. */
  | { readonly kind: 'review'; readonly best: ReplanOption; readonly because: string }
  | { readonly kind: 'auto'; readonly best: ReplanOption }

/** Whether a new plan is needed, and whether the plant leaves it to the hub. */
export function judgeProposal(proposal: Proposal, rules: Policy['replanning']): ReplanVerdict {
  if (proposal.refusal) return { kind: 'impossible', sentence: proposal.refusal.sentence }
  const best = cheapest(proposal.options)
  if (!best || best.moves.length === 0) return { kind: 'needless' }
  const because = objection(proposal, best, rules)
  return because === undefined ? { kind: 'auto', best } : { kind: 'review', best, because }
}

/** The first that costs least: of two alike the one that changes less of the way things are done. */
export const cheapest = (options: readonly ReplanOption[]): ReplanOption | undefined =>
  options.reduce<ReplanOption | undefined>(
    (best, option) => (best && best.cost.total <= option.cost.total ? best : option),
    undefined,
  )

function objection(
  { frozenUntil, work }: Proposal,
  best: ReplanOption,
  rules: Policy['replanning'],
): string | undefined {
  if (rules.mode !== 'auto') return 'the plant has a planner decide'
  if (best.moves.length > rules.autoMoves)
    return `${best.moves.length} operations would move, by itself ${rules.autoMoves} may`
  if (best.cost.late > rules.autoLate) return 'more would be lost with promises than the plant leaves to the hub'
  if (best.moves.some(({ from }) => !isAfter(from.from, frozenUntil)))
    return 'operations within the frozen horizon would move'
  const urgent = new Set<string>(work.orders.filter(({ isUrgent }) => isUrgent).map(({ order }) => order))
  if (rules.autoUrgent === 'no' && best.moves.some(({ order }) => urgent.has(order))) return 'urgent orders would move'
  return undefined
}
