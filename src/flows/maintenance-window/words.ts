import { wallText } from '#kernel/wall-clock'
import type { OrderInTheWay, WindowFile, WindowPlan } from '#model/maintenance-window-case'

/** `Press 7 from 2026-11-24 06:00 to 10:00`, by the clock of the plant. */
export function planText({ start, end, workCentres }: WindowPlan, zone: string): string {
  const [from, to] = [wallText(start, zone), wallText(end, zone)]
  const until = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to
  return `${workCentres.map(({ name }) => name).join(', ')} from ${from} to ${until}`
}

export function inTheWayText(affected: readonly OrderInTheWay[]): string {
  if (affected.length === 0) return 'No open order is in its way.'
  const [most] = affected
  const minutes = affected.reduce((sum, one) => sum + one.minutes, 0)
  const orders = affected.length === 1 ? most!.label : `${affected.length} open orders, first ${most!.label}`
  return `In its way: ${orders}, ${minutes} min in all.`
}

export const conflictText = ({ conflicts }: WindowFile): string =>
  conflicts.length === 0 ? '' : ` At the same time there: ${conflicts.join(', ')}.`

/** What people read in the ERP's calendar. */
export const titleOf = ({ window, title }: WindowFile): string =>
  title === window ? window : `${window}: ${title}`.slice(0, 200)
