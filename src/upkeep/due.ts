import { days, type Instant, isAfter, later } from '#kernel/time'
import type { MaintenancePlan } from '#model/maintenance-plan'
import { isOver, type WindowState } from '#model/maintenance-window-case'
import { type Meter, reaches, totalAt } from '#model/meter'
import { add, convert, convertible, type Quantity, subtract } from '#model/quantity'

/** A window in which the work of a plan is done, or was. */
export interface WindowOfPlan {
  readonly window: string
  readonly state: WindowState
  readonly version: number
  readonly start: Instant
  readonly end: Instant
}

export interface Due {
  /** Since when it is due anew: when it was done last. */
  readonly since: Instant
  /** When it is due; absent where its meter was not read or stands still. */
  readonly at?: Instant
  readonly isOverdue: boolean
  /** Whether it is time to show it. */
  readonly isAhead: boolean
  /** What its meter goes on until then; below 0 where that is passed. */
  readonly left?: Quantity
  /** What the window for it is called, and the one that is planned for it already. */
  readonly window: string
  readonly planned?: WindowOfPlan
}

/** When the work of a plan is due next, by what was done and what its meter has counted. */
export function dueOf(
  plan: MaintenancePlan,
  windows: readonly WindowOfPlan[],
  meter: Meter | undefined,
  now: Instant,
): Due {
  const done = windows.filter(({ state }) => state === 'done').map(({ end }) => end)
  const since = [plan.doneAt, ...done].reduce((one, other) => (isAfter(other, one) ? other : one))
  const { at, left } = whenDue(plan, since, meter)
  const planned = windows.find(({ state }) => !isOver(state))
  return {
    since,
    ...(at === undefined ? {} : { at }),
    ...(left ? { left } : {}),
    isOverdue: at !== undefined && !isAfter(at, now),
    isAhead: at !== undefined && !isAfter(at, later(now, days(plan.ahead))),
    // Each time has a name of its own: proposed twice, it is one window.
    window: planned?.window ?? `${plan.plan}.${windows.filter(({ state }) => isOver(state)).length + 1}`,
    ...(planned ? { planned } : {}),
  }
}

function whenDue(
  { every }: MaintenancePlan,
  since: Instant,
  meter: Meter | undefined,
): { readonly at?: Instant; readonly left?: Quantity } {
  if ('days' in every) return { at: later(since, days(every.days)) }
  const began = meter && totalAt(meter, since)
  const now = meter?.readings.at(-1)
  if (!meter || !began || !now || !convertible(every.amount.uom, began.uom)) return {}
  const total = add(began, convert(every.amount, began.uom))
  const at = reaches(meter, total)
  return { left: subtract(total, totalAt(meter, now.at)!), ...(at === undefined ? {} : { at }) }
}
