import { durationText } from './durations.ts'

interface Step {
  readonly after: number
  readonly to: readonly string[]
}
interface Hours {
  readonly days: readonly string[]
  readonly from: string
  readonly to: string
}

/** What can raise an alert, in words. */
export const causeWords: Readonly<Record<string, string>> = {
  breakdown: 'An asset has broken down',
  exception: 'Exceptions opened',
  'exception-late': 'Exceptions open too long',
  'target-missed': 'Slower than agreed',
  'system-away': 'A system is away',
  'approval-late': 'Questions not answered',
  'lane-stopped': 'Orders held up',
  'work-late': 'The hub is behind',
  'hub-silent': 'A process of the hub is gone',
  'reach-missing': 'Maintenance does not reach planning',
  'cmms-silent': 'A CMMS is silent',
  'cmms-webhooks': 'Webhooks of a CMMS stay away',
}

export const causeWord = (cause: string): string => causeWords[cause] ?? cause

export const stepsText = (steps: readonly Step[]): string =>
  steps
    .map(({ after, to }) => `${after === 0 ? 'at once' : `after ${durationText(after / 1000)}`}: ${to.join(', ')}`)
    .join('; ')

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const dayWord = (day: string): string => `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`

/** Days in a row are said as from and to. */
export function hoursText({ days, from, to }: Hours): string {
  const at = days.map((day) => week.indexOf(day)).sort((one, other) => one - other)
  const inRow = at.length > 2 && at.every((place, index) => index === 0 || place === at[index - 1]! + 1)
  const named = inRow
    ? `${dayWord(week[at[0]!]!)}–${dayWord(week[at.at(-1)!]!)}`
    : at.map((place) => dayWord(week[place]!)).join(', ')
  return `${named} ${from}–${to}`
}

/** One side of what differs in whom alerts go to. */
export function alertingText(what: string, said: string): string {
  const field = what.split(' ').at(-1)
  if (field === 'steps') return stepsText(JSON.parse(said) as Step[])
  if (field === 'hours') return hoursText(JSON.parse(said) as Hours)
  if (field === 'causes') return said === 'none' ? 'every cause' : said.split(', ').map(causeWord).join(', ')
  if (field === 'owners') return said === 'none' ? 'everybody’s' : said
  return said
}
