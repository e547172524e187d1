import { epochMilliseconds, type Instant, instant } from '#kernel/time'
import { instantOf, wallTimeAt, type WallTime } from '#kernel/wall-clock'
import { Moment } from '../moment.ts'

/** How a system writes moments: seconds or milliseconds since 1970, or a pattern by the clock of a time zone. */
export type DateFormat =
  | { readonly epoch: 'seconds' | 'milliseconds' }
  | { readonly pattern: string; readonly zone: string }

const tokens = {
  yyyy: ['year', 4],
  MM: ['month', 2],
  dd: ['day', 2],
  HH: ['hour', 2],
  mm: ['minute', 2],
  ss: ['second', 2],
  SSS: ['millisecond', 3],
} as const satisfies Record<string, readonly [keyof WallTime, number]>
type Token = keyof typeof tokens

const token = /yyyy|MM|dd|HH|mm|SSS|ss/g

/** Whether a pattern tells a day at least, no part twice, and nothing that looks like a token but is none. */
export function isPattern(pattern: string): boolean {
  const found: readonly string[] = pattern.match(token) ?? []
  const rest = pattern.replace(token, '').replaceAll('T', '')
  return (
    new Set(found).size === found.length &&
    ['yyyy', 'MM', 'dd'].every((one) => found.includes(one)) &&
    !/[A-Za-z0-9]/.test(rest)
  )
}

/** The end of the year 9999: what comes later is another unit. */
const LAST = 253_402_300_799_999

/** A moment as RFC 3339 text; one that is such text already keeps its offset and all its digits. */
export function momentFrom(text: string, format: DateFormat | undefined): string | undefined {
  const moment = format === undefined ? text : momentIn(text, format)
  // The schema knows the calendar too; the machine's own parser takes 30 February for 2 March.
  return Moment.safeParse(moment).data
}

function momentIn(text: string, format: DateFormat): string | undefined {
  if ('epoch' in format) {
    if (!/^\d{1,14}$/.test(text)) return undefined
    const epoch = format.epoch === 'seconds' ? Number(text) * 1000 : Number(text)
    return epoch <= LAST ? instant(epoch) : undefined
  }
  const parts = partsOf(text, format.pattern)
  return parts && instantOf(parts, format.zone)
}

/** A moment as the system writes it. */
export function momentTo(at: Instant, format: DateFormat | undefined): string | undefined {
  const epoch = epochMilliseconds(at)
  if (Number.isNaN(epoch)) return undefined
  if (format === undefined) return at
  if ('epoch' in format) return String(format.epoch === 'seconds' ? Math.floor(epoch / 1000) : epoch)
  const wall = wallTimeAt(at, format.zone)
  return format.pattern.replace(token, (name) => {
    const [part, length] = tokens[name as Token]
    return String(wall[part]).padStart(length, '0')
  })
}

function partsOf(text: string, pattern: string): WallTime | undefined {
  const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0 }
  let at = 0
  let read = 0
  for (const match of pattern.matchAll(token)) {
    const between = pattern.slice(at, match.index)
    const [part, length] = tokens[match[0] as Token]
    const digits = text.slice(read + between.length, read + between.length + length)
    if (text.slice(read, read + between.length) !== between || digits.length !== length || !/^\d+$/.test(digits))
      return undefined
    wall[part] = Number(digits)
    at = match.index + match[0].length
    read += between.length + length
  }
  return text.slice(read) === pattern.slice(at) ? wall : undefined
}
