import { days, epochMilliseconds, hours, instant, type Instant, minutes } from '#kernel/time'
import { instantOf, wallTimeAt } from '#kernel/wall-clock'
import type { CapacityOfDay } from '#model/capacity'
import type { Shift } from './readings.ts'

interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** The first of January 1970 was a Thursday; Odoo's weeks begin on Monday, the first on the first day of the year 1. */
const THURSDAY = 3
const DAYS_BEFORE_1970 = 719_162

/**
 * What a work centre can do on each day of its own clock: the hours of its calendar, less what is closed in them. Without
 * a calendar it works round the clock. Whole milliseconds inside, minutes outside: a day may have 23 hours or 25.
 */
export function capacityOf(
  { first, last, timeZone }: { readonly first: string; readonly last: string; readonly timeZone: string },
  shifts: readonly Omit<Shift, 'calendar'>[] | undefined,
  closed: readonly Span[],
): readonly CapacityOfDay[] {
  const found: CapacityOfDay[] = []
  for (let date = epochMilliseconds(`${first}T00:00:00Z`); instant(date).slice(0, 10) <= last; date += days(1)) {
    const open = joined(spansOn(date, shifts, timeZone))
    const calendar = lengthOf(open)
    const taken = lengthOf(joined(closed.flatMap((span) => open.flatMap((shift) => common(shift, numbered(span))))))
    const told = { calendar: calendar / minutes(1), closed: taken / minutes(1), free: (calendar - taken) / minutes(1) }
    found.push({ day: instant(date).slice(0, 10), ...told })
  }
  return found
}

/** When a work centre works from one day to another, each moment once. */
export function openBetween(
  { first, last, timeZone }: { readonly first: string; readonly last: string; readonly timeZone: string },
  shifts: readonly Omit<Shift, 'calendar'>[] | undefined,
): readonly Span[] {
  const open: Numbered[] = []
  for (let date = epochMilliseconds(`${first}T00:00:00Z`); instant(date).slice(0, 10) <= last; date += days(1))
    open.push(...spansOn(date, shifts, timeZone))
  return joined(open).map(({ from, until }) => ({ from: instant(from), until: instant(until) }))
}

interface Numbered {
  readonly from: number
  readonly until: number
}

function spansOn(date: number, shifts: readonly Omit<Shift, 'calendar'>[] | undefined, zone: string): Numbered[] {
  const at = (hour: number): number => momentOf(date + Math.round(hours(hour)), zone)
  if (!shifts) return [{ from: at(0), until: at(24) }]
  const day = date / days(1)
  const weekday = (day + THURSDAY) % 7
  const week = Math.floor((day + DAYS_BEFORE_1970) / 7) % 2
  return shifts
    .filter((shift) => !shift.isBreak && shift.weekday === weekday && (shift.week === undefined || shift.week === week))
    .map(({ from, until }) => ({ from: at(from), until: at(until) }))
}

/** What the clock never shows, in the hour that spring leaves out, is an hour later. */
function momentOf(asIfUtc: number, zone: string): number {
  const wall = wallTimeAt(instant(asIfUtc), 'UTC')
  const at = instantOf(wall, zone) ?? instantOf({ ...wall, hour: wall.hour + 1 }, zone)
  return at ? epochMilliseconds(at) : asIfUtc
}

const numbered = ({ from, until }: Span): Numbered => ({
  from: epochMilliseconds(from),
  until: epochMilliseconds(until),
})

function common(one: Numbered, other: Numbered): Numbered[] {
  const both = { from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) }
  return both.from < both.until ? [both] : []
}

/** Each moment once, however the spans overlap. */
function joined(spans: readonly Numbered[]): readonly Numbered[] {
  const found: Numbered[] = []
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = found.at(-1)
    if (last && span.from <= last.until) found[found.length - 1] = { ...last, until: Math.max(last.until, span.until) }
    else found.push(span)
  }
  return found
}

const lengthOf = (spans: readonly Numbered[]): number =>
  spans.reduce((sum, { from, until }) => sum + Math.max(0, until - from), 0)
