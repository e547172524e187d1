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
