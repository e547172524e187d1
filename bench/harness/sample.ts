/** The middle of several measurements, with the least and the most of them beside it. */
export interface Sample {
  readonly median: number
  readonly least: number
  readonly most: number
}

export function sampleOf(values: readonly number[]): Sample {
  const sorted = [...values].sort((one, other) => one - other)
  return { median: sorted[Math.floor(sorted.length / 2)]!, least: sorted[0]!, most: sorted.at(-1)! }
}

/** What so large a share of the values does not exceed: the 99th percentile is `percentileOf(values, 0.99)`. */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}

export type Measure = () => Promise<number>

/**
 * Measures several things in turn, A/B/A/B, so that what else the machine does meets them alike. One measurement of
 * each goes before, and does not count.
 */
export async function inTurn(times: number, ...measures: readonly Measure[]): Promise<readonly (readonly number[])[]> {
  const values = measures.map((): number[] => [])
  for (let time = -1; time < times; time++)
    for (const [nth, measure] of measures.entries()) {
      const value = await measure()
      if (time >= 0) values[nth]!.push(value)
    }
  return values
}
