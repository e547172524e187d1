import { z } from 'zod'

export const Params = z.object({ table: z.string().max(64).describe('Name of a field table of the estate') })
