import type { WhyLine } from '#api'

export interface Bar {
  /** In per cent of the height, from above. */
  readonly top: number
  readonly height: number
  /** Where the value stands after it. */
  readonly next: number
  readonly origin: WhyLine['origin']
  readonly isLess: boolean
}

/** More columns than this are no picture: those in the middle become one. */
const AT_MOST = 40

/** A column for each part, from where the one before ended. Only for the eye, so that floats may reckon it. */
export function barsOf(lines: readonly WhyLine[]): { readonly bars: readonly Bar[]; readonly zero: number } {
  const shown = lines.length <= AT_MOST ? lines : [...lines.slice(0, AT_MOST / 2), ...lines.slice(-AT_MOST / 2)]
  const levels = [0, ...shown.map(({ standsAt }) => Number(standsAt))]
  const [low, high] = [Math.min(0, ...levels), Math.max(0, ...levels)]
  const span = high - low || 1
  const y = (value: number): number => 4 + ((high - value) / span) * 92
  const bars = shown.map(({ origin, standsAt }, at) => {
    const [from, to] = [y(levels[at]!), y(Number(standsAt))]
    return { top: Math.min(from, to), height: Math.abs(to - from), next: to, origin, isLess: to > from }
  })
  return { bars, zero: y(0) }
}
