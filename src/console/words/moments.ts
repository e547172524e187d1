type Shape = 'minutes' | 'seconds' | 'exact'

const clocks = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`
  let made = clocks.get(key)
  if (!made)
    clocks.set(key, (made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options })))
  return made
}

const day = (at: number, zone: string): string =>
  format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** A moment on the plant's own clock, with the date when it is not today there. */
export function momentText(moment: string, zone: string, now: number, shape: Shape = 'minutes'): string {
  const at = Date.parse(moment)
  const clock = format(zone, {
    hour: '2-digit',
    minute: '2-digit',
    ...(shape === 'minutes' ? {} : { second: '2-digit' }),
    ...(shape === 'exact' ? { fractionalSecondDigits: 3 } : {}),
  }).format(at)
  if (day(at, zone) === day(now, zone)) return clock
  const sameYear = day(at, zone).slice(-4) === day(now, zone).slice(-4)
  const date = format(zone, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)
  return `${date}, ${clock}`
}

/** `2026-11-22 08:12:03 UTC`, for whoever compares with a log. */
export const utcText = (moment: string): string => `${moment.replace('T', ' ').replace(/(\.\d+)?Z$/, '$1')} UTC`

/** `America/New_York` → `New York`. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** `08:12`, on the plant's own clock. */
export const clockText = (moment: string, zone: string): string =>
  format(zone, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(moment))

/** `Tue 25 Nov`, on the plant's own clock. */
export const dayText = (at: number, zone: string): string =>
  format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '')
