import type { MaintenanceState } from '#model/maintenance'
import type { MaintenanceCopy } from '#model/maintenance-copy'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'

/** What of an order is copied; the state is that of its case, which may be ahead of what its owner told whole. */
type Copied = Omit<MaintenanceCopy, 'about' | 'anew'>

export function copyOf(plant: string, state: MaintenanceState, { order }: MaintenanceOrderFile): Copied {
  const { id, label, kind, title, plannedStart, plannedEnd, created, completed } = order
  return {
    ...{ plant, order: id, label, state, kind, title, created },
    ...(plannedStart ? { plannedStart } : {}),
    ...(plannedEnd ? { plannedEnd } : {}),
    ...(completed ? { completed } : {}),
  }
}

/**
 * Whether the copy has to change. What was called off before anybody copied it needs no copy, and while a refused one is in
 * front of somebody no other follows: whoever has that tried again has the order copied as it stands then.
 */
export function isToBeCopied(plant: string, state: MaintenanceState, file: MaintenanceOrderFile): boolean {
  if (!file.mirror) return state !== 'cancelled'
  return file.mirror.refused === undefined && file.mirror.says !== says(plant, state, file)
}

/** All that is copied, as one text to compare by. */
export const says = (plant: string, state: MaintenanceState, file: MaintenanceOrderFile): string =>
  JSON.stringify([copyOf(plant, state, file), file.order.asset ?? null, file.order.assetName ?? null])
