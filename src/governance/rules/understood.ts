import type { z } from 'zod'
import { Refused } from '#kernel/failure'
import { Rules } from './document.ts'

export interface Understood {
  readonly rules: Rules
  /** Paths of what only a newer Millwright knows, such as `policies.A.weather`. */
  readonly leftOut: readonly string[]
}

type Place = readonly PropertyKey[]

/**
 * Rules as they are kept, which a newer Millwright may have written before it was taken back. A policy that this one does not
 * know is of decisions that it does not make, and is left out. Anything else that it does not know may narrow what it does
 * know, such as who owns what: refused RULES_NOT_UNDERSTOOD.
 */
export function understood(version: number, document: unknown): Understood {
  const read = Rules.safeParse(document)
  if (read.success) return { rules: read.data, leftOut: [] }
  const ofNewDecisions = placesOf(read.error.issues.filter(({ code }) => code === 'unrecognized_keys')).filter(
    ([section]) => section === 'policies',
  )
  const again = Rules.safeParse(without(document, ofNewDecisions))
  if (again.success) return { rules: again.data, leftOut: ofNewDecisions.map(told) }
  const others = placesOf(again.error.issues).map(told)
  throw new Refused(
    'RULES_NOT_UNDERSTOOD',
    `Version ${version} of the rules says what this Millwright does not know (${others.join(', ')}): start the version that wrote it, and change it there first.`,
  )
}

const placesOf = (issues: readonly z.core.$ZodIssue[]): readonly Place[] =>
  issues.flatMap((issue): readonly Place[] =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  )

const told = (place: Place): string => place.join('.')

function without(document: unknown, places: readonly Place[]): unknown {
  const copy: unknown = structuredClone(document)
  for (const place of places) {
    const within = place.slice(0, -1).reduce((value, key) => (value as Record<PropertyKey, unknown>)[key], copy)
    Reflect.deleteProperty(within as object, place.at(-1)!)
  }
  return copy
}
