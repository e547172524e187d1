import { PlanningLedger } from '#model/ports/planning-ledger'
import type { Intention } from '#model/ports/port'
import type { WindowFile, WindowPlan } from '#model/maintenance-window-case'
import { titleOf } from './words.ts'

/** Two plants may call their windows alike, and share an ERP. */
const nameOf = (plant: string, { window }: WindowFile): string => `${plant}/${window}`

/**
 * What has to happen in the ERP so that it carries a plan instead of what it carries: the same record moves, a work centre
 * that is new is blocked, one that is not in it any more is freed.
 */
export function blocksFor(plant: string, file: WindowFile, plan: WindowPlan | undefined): readonly Intention[] {
  const window = nameOf(plant, file)
  const before = file.booked?.workCentres.map(({ id }) => id) ?? []
  const after = plan?.workCentres.map(({ id }) => id) ?? []
  const freed = before
    .filter((id) => !after.includes(id))
    .map((workCentre, nth) => PlanningLedger.freeBlock({ window, workCentre }, nth))
  if (!plan) return freed
  const wish = { window, title: titleOf(file), from: plan.start, to: plan.end }
  const stood = after.filter((id) => before.includes(id))
  const added = after.filter((id) => !before.includes(id))
  return [
    ...freed,
    ...stood.map((workCentre, nth) =>
      PlanningLedger.moveBlock({ ...wish, workCentre, anew: isGone(file, workCentre) }, nth),
    ),
    ...added.map((workCentre, nth) => PlanningLedger.block({ ...wish, workCentre }, nth)),
  ]
}

/** Moved before, the ERP said that there is nothing to move. */
const isGone = ({ erp }: WindowFile, workCentre: string): boolean => erp?.[workCentre] === 'refused'
