import type { Instant } from '#kernel/time'
import type { Downtime, DowntimeFile } from '#model/asset-downtime-case'

/** As the hub kept it before it knew who had said what: what lasts, and the last that was over. */
interface FirstForm {
  readonly order: { readonly label: string }
  readonly since?: Instant
  readonly by?: string
  readonly reason?: string
  readonly last?: { readonly from: Instant; readonly until: Instant }
}

export type KnownFile = { readonly state: string; readonly data: DowntimeFile | FirstForm } | undefined

/** What is known of an asset, in whichever form it was kept; nothing yet, where there is no file. */
export function fileOf(known: KnownFile, asset: string, label: string): DowntimeFile {
  const data = known?.data
  if (!data) return { form: 2, order: { label }, asset, downtimes: [], next: 1, loose: [] }
  if ('form' in data) return data
  const { order, since, by = 'cmms', reason, last } = data
  const stands = (at: Instant) => ({ id: `before ${at}`, message: '', what: 'stands', at, heard: at, by }) as const
  const over = last && {
    ...{ from: last.from, until: last.until, isFailure: false },
    said: [
      stands(last.from),
      { id: `before ${last.until}`, message: '', what: 'works', at: last.until, heard: last.until, by } as const,
    ],
  }
  const down = since !== undefined && {
    ...{ from: since, isFailure: false, ...(reason ? { reason } : {}) },
    said: [{ ...stands(since), ...(reason ? { reason } : {}) }],
  }
  const downtimes = [over, down]
    .filter((one) => one !== undefined && one !== false)
    .map((one, nth): Downtime => ({ ...one, number: nth + 1, revision: 1 }))
  return { form: 2, order, asset, downtimes, next: downtimes.length + 1, loose: [] }
}
