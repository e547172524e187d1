import { days, minutes } from '../../src/kernel/time.ts'

/** Minutes of the day, from and to. */
export type Stretch = readonly [from: number, to: number]

/** When a plant works; its clock knows no time zone and no summer time. */
export interface Calendar {
  /** Days of the week, 1 is Monday. */
  readonly weekdays: readonly number[]
  readonly stretches: readonly Stretch[]
}

const clock = (hour: number, minute = 0): number => hour * 60 + minute

/** Breaks at 10:00 and 12:30, and in the late shift at the same distance from its beginning. */
export const twoShifts: Calendar = {
  weekdays: [1, 2, 3, 4, 5, 6],
  stretches: [
    [clock(6), clock(10)],
    [clock(10, 15), clock(12, 30)],
    [clock(13), clock(18)],
    [clock(18, 15), clock(20, 30)],
    [clock(21), clock(22)],
  ],
}

/** Batches wait for no break. */
export const threeShifts: Calendar = { weekdays: [1, 2, 3, 4, 5, 6], stretches: [[clock(0), clock(24)]] }

export const oneShift: Calendar = {
  weekdays: [1, 2, 3, 4, 5],
  stretches: [
    [clock(7), clock(10)],
    [clock(10, 15), clock(12, 30)],
    [clock(13), clock(15, 45)],
  ],
}

/** The moment when so many minutes of work have passed since `from`. */
export function afterWork(calendar: Calendar, from: number, worked: number): number {
  let left = minutes(worked)
  for (let day = Math.floor(from / days(1)); ; day++) {
    if (!calendar.weekdays.includes(weekdayOf(day))) continue
    for (const [begins, ends] of calendar.stretches) {
      const start = Math.max(from, days(day) + minutes(begins))
      const end = days(day) + minutes(ends)
      if (start >= end) continue
      if (start + left <= end) return start + left
      left -= end - start
    }
  }
}

/** When people are at work again: now, if they are. */
export const nextWork = (calendar: Calendar, from: number): number => afterWork(calendar, from, 0)

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => ((day + 3) % 7) + 1

/** Six in the morning of the first Monday at or before a moment: when a simulation begins, people are at work. */
export function mondayMorning(at: number): number {
  const day = Math.floor(at / days(1))
  return days(day - (weekdayOf(day) - 1)) + minutes(clock(6))
}
