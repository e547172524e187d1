import type { PlantDay } from '#api'
import { durationText } from './durations.ts'

/** How late the worst of them would be. */
export function worstOf(atRisk: PlantDay['atRisk']): string {
  const worst = Math.max(0, ...atRisk.map(({ lateMinutes }) => lateMinutes))
  return worst === 0 ? 'no promise would be missed' : `${durationText(worst * 60)} late at worst`
}

/** `3 d 4 h`, or why there is none. */
export const meanText = (minutes: number | null, otherwise: string): string =>
  minutes === null ? otherwise : durationText(minutes * 60)

export const shareText = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
