import { type Recipient, weekdays } from '#governance/rules/alerting'
import type { Instant } from '#kernel/time'
import { wallTimeAt } from '#kernel/wall-clock'

/** Whether somebody wants to be told at this moment, on the clock of their plant. A shift over midnight is its first day's. */
export function isOnDuty({ hours }: Pick<Recipient, 'hours'>, now: Instant, zone: string): boolean {
  if (!hours) return true
  const { year, month, day, hour, minute } = wallTimeAt(now, zone)
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const works = (shift: number): boolean => hours.days.includes(weekdays[(weekday + shift + 7) % 7]!)
  if (hours.from < hours.to) return works(0) && time >= hours.from && time < hours.to
  return (works(0) && time >= hours.from) || (works(-1) && time < hours.to)
}
