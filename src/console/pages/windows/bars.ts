import type { WindowView } from '#api'

export interface Span {
  readonly from: number
  readonly until: number
}

export interface Bar extends Span {
  readonly id: string
  /** What both agreed to; else what somebody would like. */
  readonly isAgreed: boolean
}

const DAY = 86_400_000
const gone = new Set<WindowView['state']>(['cancelled', 'rejected'])

/** When the day began by the clock of the plant. */
function midnightBefore(at: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at)
  const part = (type: string): number => Number(clock.find((one) => one.type === type)?.value)
  return at - (at % 1000) - ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000
}

/** From today to the last of the windows; a week at least, four at most. */
export function spanOf(windows: readonly WindowView[], now: number, zone: string): Span {
  const from = midnightBefore(now, zone)
  const last = Math.max(...windows.map(({ plan }) => Date.parse(plan.end)), from + 7 * DAY)
  return { from, until: Math.min(last, from + 28 * DAY) }
}

/** Where days begin: each of them, or one of seven where there are many. Noon is never skipped by a change of the clock. */
export function daysIn({ from, until }: Span, zone: string): readonly number[] {
  const step = until - from > 14 * DAY ? 7 : 1
  return Array.from({ length: Math.ceil((until - from) / (step * DAY)) }, (_, nth) =>
    midnightBefore(from + nth * step * DAY + DAY / 2, zone),
  )
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
