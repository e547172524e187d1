import type { Right } from '#governance/rights'
import { type Grant, plantsWith } from '#governance/rights'
import type { Database } from '#kernel/sql'
import { notAllowed } from '../problems.ts'

/** What a page may look into: the database, this hub, and the plants the person may see. */
export interface Reader {
  readonly database: Database
  readonly home: string
  readonly grants: readonly Grant[]
}

/** The plants where the person has the right, narrowed by what they ask for; null is every plant. Refuses when none. */
export function plantsFor({ grants }: Pick<Reader, 'grants'>, right: Right, wished?: string): readonly string[] | null {
  const plants = plantsWith(grants, right)
  if (plants !== '*' && plants.length === 0) throw notAllowed()
  if (wished === undefined) return plants === '*' ? null : plants
  if (plants !== '*' && !plants.includes(wished)) throw notAllowed()
  return [wished]
}
