import { Refused } from '#kernel/failure'
import { between, hours, isAfter } from '#kernel/time'
import { isCorrective, type MaintenanceState } from '#model/maintenance'
import { MaintenanceCopy } from '#model/maintenance-copy'
import type { Effect } from '#model/ports/port'
import type { OdooMapping } from '../mapping.ts'

/** Where a request stands in Odoo: not begun, begun, begun and blocked, at its end, or archived. */
const stands = {
  requested: 'new',
  approved: 'new',
  scheduled: 'new',
  started: 'begun',
  held: 'blocked',
  completed: 'done',
  closed: 'done',
  cancelled: 'off',
} as const satisfies Record<MaintenanceState, string>

/** A copy as the procedure `maintenance` takes it. */
export interface CopyValues {
  readonly key: string
  readonly operation: string
  readonly message: string
  readonly correlation: string
  readonly occurred: string
  readonly actor: string | null
  readonly body: {
    readonly plant: string
    readonly order: string
    readonly label: string
    readonly title: string
    readonly stands: (typeof stands)[MaintenanceState]
    readonly corrective: boolean
    readonly requested: string
    readonly closed?: string
    readonly from?: string
    readonly to?: string
    readonly hours: number
    readonly asset?: string
    readonly name?: string | undefined
    readonly serial?: string | undefined
    readonly anew: boolean
  }
}

/** What the hub says of a maintenance order in Odoo's words. */
export function copyFor(effect: Effect, { stampFor }: Pick<OdooMapping, 'stampFor'>): CopyValues {
  const parsed = MaintenanceCopy.safeParse(effect.body)
  if (effect.operation !== 'keep' || !parsed.success)
    throw new Refused('UNKNOWN_OPERATION', `The maintenance ledger has no ${effect.operation} of that`)
  const { state, kind, title, label, plannedStart, plannedEnd, created, completed, about, ...rest } = parsed.data
  const ends = plannedStart && plannedEnd && isAfter(plannedEnd, plannedStart) ? plannedEnd : undefined
  return {
    key: effect.key,
    operation: effect.operation,
    message: effect.message,
    correlation: effect.correlation,
    occurred: stampFor(effect.occurredAt),
    actor: effect.actor ?? null,
    body: {
      ...rest,
      ...about,
      label,
      title: `${label} ${title}`,
      stands: stands[state],
      corrective: isCorrective(kind),
      requested: dayOf(created),
      ...(completed && stands[state] === 'done' ? { closed: dayOf(completed) } : {}),
      ...(plannedStart ? { from: stampFor(plannedStart) } : {}),
      ...(ends ? { to: stampFor(ends) } : {}),
      hours: ends ? between(plannedStart!, ends) / hours(1) : 0,
    },
  }

  function dayOf(moment: typeof created): string {
    return stampFor(moment).slice(0, 10)
  }
}
