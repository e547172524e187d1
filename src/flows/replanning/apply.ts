import { PlanningLedger } from '#model/ports/planning-ledger'
import type { Intention } from '#model/ports/port'
import type { PlanChange } from '#model/open-work'
import type { ReplanOption } from '#model/replan-case'

/** What an option changes in the ERP: all of it or nothing. */
export const changeOf = (plant: string, replan: string, { moves, orders }: ReplanOption): PlanChange => ({
  plan: `${plant}/${replan}`,
  moves: moves.map(({ because: _because, ...move }) => move),
  orders: orders as PlanChange['orders'],
})

export const applied = (change: PlanChange): Intention => PlanningLedger.changePlan(change)
