import { seconds } from '#kernel/time'
import type { Best, PlanStanding } from '#upkeep'
import type { DueWork, PlanView } from './contract.ts'

/** What is due first comes first; what nobody knows of, last. */
export const byDue = (one: PlanStanding, other: PlanStanding): number =>
  (one.due.at ?? '9').localeCompare(other.due.at ?? '9') || one.plan.plan.localeCompare(other.plan.plan)

export function viewOf({ plant, plan, assetName, workCentre, due }: PlanStanding): PlanView {
  const { since, at, isOverdue, left, window, planned } = due
  return {
    ...{ plant, plan, assetName, workCentre: workCentre ?? null },
    due: {
      ...{ since, isOverdue, window, at: at ?? null, left: left ?? null },
      planned: planned ? { state: planned.state, start: planned.start, end: planned.end } : null,
    },
  }
}

export function dueFrom(standing: PlanStanding, best: Best | undefined): DueWork {
  const view = viewOf(standing)
  if (!best) return { ...view, slot: null, sentence: null }
  if ('sentence' in best) return { ...view, slot: null, sentence: best.sentence }
  const { orders, ...slot } = best.slot
  return {
    ...view,
    slot: { ...slot, orders: orders.map(({ lateBy, ...order }) => ({ ...order, lateBy: lateBy / seconds(1) })) },
    sentence: null,
  }
}
