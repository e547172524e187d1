import { z } from 'zod'
import { PlantId } from '../contract.ts'

/** Narrows a page to one plant; all plants of the person when absent. */
export const PlantQuery = z.strictObject({ plant: PlantId.optional() })
