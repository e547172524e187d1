import type { Estate } from '../estate.ts'
import type { Rules } from './document.ts'

/** The rules an estate was set up with. */
export const rulesOf = ({
  plants,
  ownership,
  flows,
  alerting,
  fieldTables,
}: Pick<Estate, 'plants' | 'ownership' | 'flows' | 'alerting' | 'fieldTables'>): Rules => ({
  policies: Object.fromEntries(plants.map(({ id, policy }) => [id, policy])),
  ownership,
  flows,
  alerting,
  fieldTables,
})
