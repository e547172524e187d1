import type { Indicators, PlantDay } from '#api'
import { durationText } from './durations.ts'
import { costText } from './money.ts'
import type { Status } from './status.ts'

/** Orders that would be late, each once; and what is said of them and of those that are only in the way. */
export function riskOf(inTheWay: PlantDay['atRisk']): { readonly late: number; readonly said: string } {
  const late = new Set(inTheWay.filter(({ isLate }) => isLate).map(({ order }) => order))
  const others = new Set(inTheWay.map(({ order }) => order).filter((order) => !late.has(order))).size
  const worst = Math.max(0, ...inTheWay.map(({ lateMinutes }) => lateMinutes))
  const [first, ...more] = [
    late.size > 0 ? `${durationText(worst * 60)} late at worst` : [],
    others > 0 ? `${others} only in the way` : [],
  ].flat()
  return { late: late.size, said: first ? [first, ...more].join(', ') : 'no promise would be missed' }
}

/** By how much it would be late; in the way it is in any case. */
export const lateText = ({
  isLate,
  lateMinutes,
  promised,
}: Pick<PlantDay['atRisk'][number], 'isLate' | 'lateMinutes' | 'promised'>): string => {
  if (isLate) return `${durationText(lateMinutes * 60)} late`
  return promised ? 'in time, only in the way' : 'only in the way'
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

/** A report that was expected and has not come. */
export const notReported: Status = { word: 'Not reported', tone: 'warn', shape: 'doubt' }

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
