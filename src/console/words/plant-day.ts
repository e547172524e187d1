import type { Indicators, PlantDay } from '#api'
import { durationText } from './durations.ts'
import { costText } from './money.ts'

/** How late the worst of them would be. */
export function worstOf(atRisk: PlantDay['atRisk']): string {
  const worst = Math.max(0, ...atRisk.map(({ lateMinutes }) => lateMinutes))
  return worst === 0 ? 'no promise would be missed' : `${durationText(worst * 60)} late at worst`
}

/** `3 d 4 h`, or why there is none. */
export const meanText = (minutes: number | null, otherwise: string): string =>
  minutes === null ? otherwise : durationText(minutes * 60)

export const shareText = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)

type Figure = Indicators['figures'][number]

export const indicatorWords: Readonly<Record<Figure['indicator'], string>> = {
  availability: 'Availability',
  betweenFailures: 'Time between failures (MTBF)',
  toRestore: 'Time to restore (MTTR)',
  plannedShare: 'Share of time out that was agreed to',
  downtimeCost: 'Cost of downtime',
  ordersAtRisk: 'Orders at risk',
}

/** As each is read: a share, a time, money or a number. */
export function indicatorText({ indicator, value, costs }: Figure): string {
  if (indicator === 'downtimeCost') return costText(costs)
  if (indicator === 'availability' || indicator === 'plannedShare') return shareText(value)
  if (indicator === 'ordersAtRisk') return String(value ?? 0)
  return meanText(value, '–')
}

type Centre = PlantDay['oee']['centres'][number]

/** Why OEE cannot be told. */
export const gapWords: Readonly<Record<NonNullable<Centre['gap']>, string>> = {
  unplaced: 'no place is mapped to it, so nobody knows what stands still there',
  unplanned: 'the plant had no working time',
  untimed: 'an order says no planned time of its operation',
  unreported: 'nothing was reported there',
  'all-down': 'it made something, and is said to have stood still all the time',
}

/** What became of planned time; what nobody tells of is waiting, slower work, or something that was not reported. */
export const timeOf = ({ plannedMinutes, downMinutes, idealMinutes, goodMinutes }: Centre) => [
  { what: 'good', name: 'for good pieces', minutes: goodMinutes },
  { what: 'bad', name: 'for scrap and rework', minutes: idealMinutes - goodMinutes },
  { what: 'untold', name: 'nobody tells of', minutes: Math.max(0, plannedMinutes - downMinutes - idealMinutes) },
  { what: 'down', name: 'stood still', minutes: downMinutes },
]

/** Of how many work centres the figure of the plant does not speak. */
export const leftOutText = (leftOut: number): string =>
  leftOut === 0 ? 'of all work centres' : `${leftOut} ${leftOut === 1 ? 'work centre is' : 'work centres are'} left out`
