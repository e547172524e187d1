import { type Duration, hours, type Instant, minutes, seconds } from '#kernel/time'
import { wallTimeAt } from '#kernel/wall-clock'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment on the clock of a plant, as people there would say it. */
export function momentText(at: Instant, zone: string): string {
  const { month, day, hour, minute } = wallTimeAt(at, zone)
  return `${day} ${months[month - 1]}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

export function spanText(span: Duration): string {
  if (span < minutes(2)) return `${Math.round(span / seconds(1))} s`
  return span < hours(2) ? `${Math.round(span / minutes(1))} min` : `${Math.round(span / hours(1))} h`
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
