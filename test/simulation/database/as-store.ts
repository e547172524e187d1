import type { Store } from '../../../src/engine/store.ts'
import type { SimulatedDatabase } from './database.ts'

type Operations = Record<keyof Store, (...given: never[]) => unknown>

/** The simulated database without any world around it: it answers at once. */
export const asStore = (database: Omit<SimulatedDatabase, 'tables'>): Store =>
  Object.fromEntries(
    Object.entries(database as unknown as Operations)
      .filter(([, operation]) => typeof operation === 'function')
      .map(([name, operation]) => [name, async (...given: never[]) => operation(...given)]),
  ) as unknown as Store
