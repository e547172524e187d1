import { epochMilliseconds, hours, type Instant, instant } from './time.ts'

/** What a clock on the wall of a plant shows. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Throws RangeError for a zone nobody knows. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const before = formats.get(zone)
  if (before) return before
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    fractionalSecondDigits: 3,
  })
  formats.set(zone, format)
  return format
}

export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

export function wallTimeAt(at: Instant, zone: string): WallTime {
  const parts = formatOf(zone).formatToParts(epochMilliseconds(at))
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value)
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    millisecond: part('fractionalSecond'),
  }
}

const two = (part: number): string => `${part}`.padStart(2, '0')

/** A moment by the clock of a plant, to the minute: `2026-11-24 06:00`. */
export const wallText = (at: Instant, zone: string): string => {
  const { year, month, day, hour, minute } = wallTimeAt(at, zone)
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

const asIfUtc = ({ year, month, day, hour, minute, second, millisecond }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second, millisecond)

/**
 * When the clock showed this. Undefined for what it never showed: 30 February, the hour that spring leaves out. Of the
 * hour that autumn shows twice, the first.
 */
export function instantOf(wall: WallTime, zone: string): Instant | undefined {
  const naive = asIfUtc(wall)
  // Only the offset in force shortly before or shortly after can be the one in force then.
  const moments = [-1, 1].map((side) => {
    const near = naive + side * hours(24)
    return naive - (asIfUtc(wallTimeAt(instant(near), zone)) - near)
  })
  return moments
    .toSorted((one, other) => one - other)
    .map((moment) => instant(moment))
    .find((moment) => isSame(wallTimeAt(moment, zone), wall))
}

const isSame = (one: WallTime, other: WallTime): boolean =>
  (Object.keys(one) as (keyof WallTime)[]).every((part) => one[part] === other[part])
