import type { z } from 'zod'
import { Refused } from '#kernel/failure'
import { DowntimeEntry, DroppedEntry } from '#model/downtime-entry'
import type { Effect } from '#model/ports/port'
import type { PlanningWords } from '../planning/words.ts'

/** An entry as the procedure `downtimes` takes it. */
export interface EntryValues {
  readonly key: string
  readonly operation: string
  readonly message: string
  readonly correlation: string
  readonly occurred: string
  readonly actor: string | null
  readonly body: {
    readonly downtime: string
    readonly centre: number
    readonly from?: string
    readonly to?: string
    readonly title?: string | undefined
    readonly reason?: string | undefined
    readonly anew?: boolean | undefined
  }
}

/** The body in its declared shape, so that nothing else reaches Odoo. */
const shapes: Readonly<Record<string, z.ZodType<Partial<DowntimeEntry> & z.infer<typeof DroppedEntry>>>> = {
  keep: DowntimeEntry,
  drop: DroppedEntry,
}

/** What the hub says of a standstill in Odoo's words. */
export function entryFor(effect: Effect, { recordOf, stampFor }: PlanningWords): EntryValues {
  const parsed = shapes[effect.operation]?.safeParse(effect.body)
  if (!parsed?.success) throw new Refused('UNKNOWN_OPERATION', `The downtime ledger has no ${effect.operation} of that`)
  const { workCentre, from, to, ...told } = parsed.data
  return {
    key: effect.key,
    operation: effect.operation,
    message: effect.message,
    correlation: effect.correlation,
    occurred: stampFor(effect.occurredAt),
    actor: effect.actor ?? null,
    body: {
      ...told,
      centre: recordOf(workCentre),
      ...(from && to ? { from: stampFor(from), to: stampFor(to) } : {}),
    },
  }
}
