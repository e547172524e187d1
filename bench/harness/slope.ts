/** What something was at a moment. */
export interface Point {
  readonly at: number
  readonly value: number
}

/**
 * How fast something grows in a unit of time: the middle of the slopes between any two of the points (Theil and Sen). What
 * goes up and down meanwhile, as memory does until garbage is collected, hardly moves it, and a few wild points do not.
 */
export function slopeOf(points: readonly Point[]): number {
  const slopes = new Float64Array((points.length * (points.length - 1)) / 2)
  let nth = 0
  for (const [place, one] of points.entries())
    for (const other of points.slice(place + 1)) slopes[nth++] = (other.value - one.value) / (other.at - one.at)
  slopes.sort()
  const half = slopes.length >> 1
  return slopes.length % 2 === 1 ? slopes[half]! : (slopes[half - 1]! + slopes[half]!) / 2
}
