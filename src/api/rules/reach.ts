import { mayIn, type Grant, plantsWith, type Right } from '#governance/rights'
import type { ApiParts } from '../parts.ts'

/** Whether somebody has a right in a plant; in every plant, where it is about all. */
export const reaches =
  (grants: readonly Grant[], right: Right, { plants }: Pick<ApiParts, 'plants'>) =>
  (plant: string): boolean =>
    plant === '*' ? plants.every(({ id }) => mayIn(grants, right, id)) : mayIn(grants, right, plant)

/** The plants of this hub where somebody has a right. */
export function plantsReached(grants: readonly Grant[], right: Right, { plants }: Pick<ApiParts, 'plants'>): string[] {
  const mine = plantsWith(grants, right)
  return plants.map(({ id }) => id).filter((id) => mine === '*' || mine.includes(id))
}
