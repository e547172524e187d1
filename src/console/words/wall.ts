import { instantOf, wallTimeAt } from '#kernel/wall-clock'

/** What a field for date and time says, as a moment on a clock of a zone; undefined for what that clock never shows. */
export function momentAt(text: string, zone: string): string | undefined {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? []
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map(Number)
  return parts.length === 0 ? undefined : instantOf({ year, month, day, hour, minute, second: 0, millisecond: 0 }, zone)
}

/** A moment as such a field wants it. */
export function wallText(at: string, zone: string): string {
  const { year, month, day, hour, minute } = wallTimeAt(at, zone)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}
