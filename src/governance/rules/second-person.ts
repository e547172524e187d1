import type { Difference } from './differences.ts'
import type { Rules } from './document.ts'

/** The plants a change concerns; `*` where it concerns all. */
export const plantsOf = (differences: readonly Difference[]): readonly string[] => [
  ...new Set(differences.map(({ plant }) => plant)),
]

/**
 * Whether somebody else has to approve: where a plant it concerns keeps the four-eyes rule as it holds now. Making a flow
 * do less is one person's decision everywhere, so that whoever sees harm can stop it at once.
 */
export function needsSecondPerson(differences: readonly Difference[], before: Rules): boolean {
  const keepsFourEyes = (plant: string) =>
    plant === '*'
      ? Object.values(before.policies).some(({ fourEyes }) => fourEyes === 'yes')
      : before.policies[plant]?.fourEyes !== 'no'
  return differences.some((one) => !makesLess(one) && keepsFourEyes(one.plant))
}

const strength: Readonly<Record<string, number>> = { off: 0, shadow: 1, live: 2 }

/** Whether a flow would do less than it does. */
export const makesLess = ({ part, before, after }: Difference): boolean =>
  part === 'flow' && (strength[after ?? ''] ?? Number.NaN) < (strength[before ?? ''] ?? Number.NaN)
