import { type Grant, plantsWith, type Right } from '#governance/rights'
import { type Database, type Statement, statementsIn } from '#kernel/sql'
import type { PlantCard } from '../parts.ts'
import { notAllowed } from '../problems.ts'

/** What a page may look into: the database, this hub, and the plants the person may see. */
export interface Reader {
  readonly database: Database
  readonly home: string
  readonly grants: readonly Grant[]
  readonly plants: readonly Pick<PlantCard, 'id'>[]
}

/** The plants where the person has the right, narrowed by what they ask for; null is every plant. Refuses when none. */
export function plantsFor({ grants }: Pick<Reader, 'grants'>, right: Right, wished?: string): readonly string[] | null {
  const plants = plantsWith(grants, right)
  if (plants !== '*' && plants.length === 0) throw notAllowed()
  if (wished === undefined) return plants === '*' ? null : plants
  if (plants !== '*' && !plants.includes(wished)) throw notAllowed()
  return [wished]
}

/** The same by name, for looking up one thing of one of them. */
export const plantsNamed = (reader: Reader, right: Right, wished?: string): readonly string[] =>
  plantsFor(reader, right, wished) ?? reader.plants.map(({ id }) => id)

const statement = statementsIn(new URL('../index.ts', import.meta.url).href)
export const prepared = statement

/** A statement without a name is planned for what is asked this time: filters that were not given cost nothing. */
export const planned = (name: string): Statement => ({ ...statement(name), name: '' })
