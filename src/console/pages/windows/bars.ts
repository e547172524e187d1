import type { WindowView } from '#api'
import { DAY, midnightBefore, type Span } from '../../parts/time-axis.ts'

export interface Bar extends Span {
  readonly id: string
  /** What both agreed to; else what somebody would like. */
  readonly isAgreed: boolean
}

const gone = new Set<WindowView['state']>(['cancelled', 'rejected'])

/** From today to the last of the windows; a week at least, four at most. */
export function spanOf(windows: readonly WindowView[], now: number, zone: string): Span {
  const from = midnightBefore(now, zone)
  const last = Math.max(...windows.map(({ plan }) => Date.parse(plan.end)), from + 7 * DAY)
  return { from, until: Math.min(last, from + 28 * DAY) }
}

/** Of each work centre what is agreed, and beside it what is wished and not agreed. */
export function bars(
  windows: readonly WindowView[],
): readonly { readonly name: string; readonly windows: readonly Bar[] }[] {
  const taken = windows
    .filter(({ state }) => !gone.has(state))
    .flatMap(({ window, plan, booked }) => {
      const agreed = booked ? [{ plan: booked, isAgreed: true }] : []
      const isNew = !booked || booked.start !== plan.start || booked.end !== plan.end
      const wished = isNew ? [{ plan, isAgreed: false }] : []
      return [...agreed, ...wished].flatMap(({ plan: { start, end, workCentres }, isAgreed }) =>
        workCentres.map(({ name }) => ({
          name,
          bar: { id: window, from: Date.parse(start), until: Date.parse(end), isAgreed },
        })),
      )
    })
  return [...new Set(taken.map(({ name }) => name))]
    .sort()
    .map((name) => ({ name, windows: taken.filter((one) => one.name === name).map(({ bar }) => bar) }))
}
