/** A time that is measured, in slices of one length: four quarters of as many each. The first is for warming up. */
export interface Slices {
  readonly count: number
  /** The first slice begins now; answers that moment. Milliseconds of the epoch. */
  begin(): number
  /** In which slice a moment lies; undefined where it lies in none. */
  at(moment: number): number | undefined
}

const MOST_IN_A_QUARTER = 10
/** Seconds, so that each has something in it. */
const SHORTEST = 5

export function slicesOf(seconds: number): Slices {
  const each = Math.min(MOST_IN_A_QUARTER, Math.floor(seconds / 4 / SHORTEST))
  if (each < 1) throw new Error(`${seconds} s are too few to compare quarters of; ask for ${4 * SHORTEST} at least`)
  const count = 4 * each
  const length = (seconds * 1000) / count
  let from: number | undefined
  return {
    count,
    begin: () => (from = Date.now()),
    at: (moment) => {
      const nth = from === undefined ? -1 : Math.floor((moment - from) / length)
      return nth >= 0 && nth < count ? nth : undefined
    },
  }
}

/** What belongs to a quarter of values that are told slice by slice. */
export const quarterOf = (values: readonly number[], quarter: 1 | 2 | 3 | 4): readonly number[] =>
  values.slice(((quarter - 1) * values.length) / 4, (quarter * values.length) / 4)
