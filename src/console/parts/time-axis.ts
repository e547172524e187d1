/** From one moment to another, in milliseconds. */
export interface Span {
  readonly from: number
  readonly until: number
}

export const DAY = 86_400_000

/** When the day began by the clock of the plant. */
export function midnightBefore(at: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at)
  const part = (type: string): number => Number(clock.find((one) => one.type === type)?.value)
  return at - (at % 1000) - ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000
}

/** Where days begin: each of them, or one of seven where there are many. Noon is never skipped by a change of the clock. */
export function daysIn({ from, until }: Span, zone: string): readonly number[] {
  const step = until - from > 14 * DAY ? 7 : 1
  return Array.from({ length: Math.ceil((until - from) / (step * DAY)) }, (_, nth) =>
    midnightBefore(from + nth * step * DAY + DAY / 2, zone),
  )
}
