import type { Estate } from '../estate.ts'
import type { Rules } from './document.ts'

/** The rules an estate was set up with. */
export const rulesOf = ({
  plants,
  ownership,
  flows,
  fieldTables,
}: Pick<Estate, 'plants' | 'ownership' | 'flows' | 'fieldTables'>): Rules => ({
  policies: Object.fromEntries(plants.map(({ id, policy }) => [id, policy])),
  ownership,
  flows,
  fieldTables,
})
