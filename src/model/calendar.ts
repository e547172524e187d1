import { days, type Duration, epochMilliseconds, hours, instant, type Instant, minutes } from '#kernel/time'
import { instantOf, wallTimeAt } from '#kernel/wall-clock'

/** When a plant works, as people say it. Without hours it works round the clock. */
export interface Calendar {
  /** `Mon-Fri 06:00-22:00`; a shift may end on the next day: `Sun-Thu 22:00-06:00`. */
  readonly work: readonly string[]
  /** Days on which no shift begins: `2026-12-24`, or `2026-12-25 to 2027-01-01`. */
  readonly closed: readonly string[]
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const DAY = DAYS.join('|')
const TIME = String.raw`([01]\d|2[0-3]):([0-5]\d)`
const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`

export const shiftShape = new RegExp(`^(${DAY})(?:-(${DAY}))? ${TIME}-${TIME}$`)
export const closedShape = new RegExp(`^(${DATE})(?: to (${DATE}))?$`)

/** A plant that has not worked for so long is not waited for any longer. */
const FURTHEST = 400

/** The moment at which so much working time is over; where the calendar has none, so much time. */
export function afterWork(calendar: Calendar, zone: string, from: Instant, work: Duration): Instant {
  const start = epochMilliseconds(from)
  if (calendar.work.length === 0) return instant(start + work)
  let left = work
  for (const { begins, ends } of shiftsFrom(calendar, zone, from)) {
    const worked = ends - begins
    if (worked >= left) return instant(begins + left)
    left -= worked
  }
  return instant(start + work)
}

/** How much working time lies between two moments. */
export function workBetween(calendar: Calendar, zone: string, from: Instant, until: Instant): Duration {
  const end = epochMilliseconds(until)
  if (calendar.work.length === 0) return Math.max(0, end - epochMilliseconds(from))
  let worked = 0
  for (const { begins, ends } of shiftsFrom(calendar, zone, from)) {
    if (begins >= end) break
    worked += Math.min(ends, end) - begins
  }
  return worked
}

/** A shift as far as it lies in a time that is looked at; it may be over only after that. */
export interface Shift {
  readonly from: Instant
  readonly until: Instant
  readonly ends: Instant
}

/** The shifts between two moments; round the clock it is one. */
export function shiftsBetween(calendar: Calendar, zone: string, from: Instant, until: Instant): readonly Shift[] {
  if (calendar.work.length === 0) return [{ from, until, ends: until }]
  const end = epochMilliseconds(until)
  const found: Shift[] = []
  for (const { begins, ends } of shiftsFrom(calendar, zone, from)) {
    if (begins >= end) break
    found.push({ from: instant(begins), until: instant(Math.min(ends, end)), ends: instant(ends) })
  }
  return found
}

/** Working time from a moment on, each moment once, however shifts overlap. */
function* shiftsFrom({ work, closed }: Calendar, zone: string, from: Instant): Generator<Span> {
  const shifts = work.map(shiftFrom)
  const { year, month, day } = wallTimeAt(from, zone)
  const today = epochMilliseconds(`${year}-${twoDigits(month)}-${twoDigits(day)}T00:00:00.000Z`)
  let over = epochMilliseconds(from)
  // A shift that began the day before may last until now.
  for (let nth = -1; nth < FURTHEST; nth++) {
    const date = today + days(nth)
    if (closed.some((said) => isClosed(said, instant(date).slice(0, 10)))) continue
    // The first of January 1970 was a Thursday.
    const weekday = (date / days(1) + DAYS.indexOf('Thu')) % 7
    const here = shifts
      .filter(({ on }) => on.has(weekday))
      .map(({ begins, ends }) => ({ begins: momentOf(date, begins, zone), ends: momentOf(date, ends, zone) }))
      .toSorted((one, other) => one.begins - other.begins)
    for (const { begins, ends } of here) {
      if (ends <= over) continue
      yield { begins: Math.max(begins, over), ends }
      over = ends
    }
  }
}

interface Span {
  readonly begins: number
  readonly ends: number
}

function shiftFrom(said: string): Span & { readonly on: ReadonlySet<number> } {
  const [, first, last = first, ...time] = shiftShape.exec(said) ?? []
  if (!first) throw new Error(`Not a shift: ${said}`)
  const [beginHour = 0, beginMinute = 0, endHour = 0, endMinute = 0] = time.map(Number)
  const begins = hours(beginHour) + minutes(beginMinute)
  const ends = hours(endHour) + minutes(endMinute)
  const from = DAYS.indexOf(first)
  const count = ((DAYS.indexOf(last!) - from + 7) % 7) + 1
  const on = new Set(Array.from({ length: count }, (_, nth) => (from + nth) % 7))
  return { on, begins, ends: ends > begins ? ends : ends + hours(24) }
}

function isClosed(said: string, day: string): boolean {
  const [, first, last = first] = closedShape.exec(said) ?? []
  return first !== undefined && first <= day && day <= last!
}

/** What the clock never shows, in the hour that spring leaves out, is an hour later. */
function momentOf(date: number, time: Duration, zone: string): number {
  const wall = wallTimeAt(instant(date + time), 'UTC')
  const at = instantOf(wall, zone) ?? instantOf({ ...wall, hour: wall.hour + 1 }, zone)
  return at ? epochMilliseconds(at) : date + time
}

const twoDigits = (part: number): string => `${part}`.padStart(2, '0')
