import { type Sample, sampleOf } from './sample.ts'

/** What the ratio should be; a row without one is shown for comparison. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number }

interface Told {
  readonly name: string
  readonly unit: string
  /** What the other one is, in a few words. */
  readonly against: string
  readonly goal?: Goal
}

/** One line of the bench: ours beside another, and whether it is as it should be. */
export interface Row extends Told {
  readonly ours: Sample
  readonly other: Sample
  /** Ours divided by the other, taken of neighbours: what disturbed the machine disturbed both. */
  readonly ratio: Sample
  readonly met?: boolean
}

/** A row whose other side is not there, and why. */
export interface AbsentRow {
  readonly name: string
  readonly why: string
}

export function rowOf(told: Told, ours: readonly number[], other: readonly number[]): Row {
  const ratio = sampleOf(ours.map((value, nth) => value / other[nth]!))
  const met = told.goal ? { met: isMet(told.goal, ratio.median) } : {}
  return { ...told, ours: sampleOf(ours), other: sampleOf(other), ratio, ...met }
}

const isMet = (goal: Goal, ratio: number): boolean => ('atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost)

export const goalText = (goal: Goal | undefined): string =>
  goal === undefined ? '–' : 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
