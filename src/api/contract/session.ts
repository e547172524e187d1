import { z } from 'zod'
import { rights, roles } from '#governance/rights'
import { PlantId } from './words.ts'

export const Session = z
  .object({
    login: z.string(),
    name: z.string(),
    grants: z.array(z.object({ role: z.enum(roles), plant: z.string() })),
    /** The rights held in at least one plant: what the console shows. */
    rights: z.array(z.enum(rights)),
    plants: z.array(z.object({ id: PlantId, name: z.string(), timeZone: z.string() })),
    /** To be sent as `x-csrf-token` with everything that changes something. */
    csrf: z.string(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const SignIn = z.strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(200) })
/** The one-time link: makes the first administrator, or whoever was invited. */
export const Claim = z.strictObject({
  token: z.string().min(20).max(100),
  login: z.string().regex(/^[a-z0-9._-]{2,64}$/, 'two or more small letters, digits, dots, dashes'),
  name: z.string().min(1).max(100),
  password: z.string().min(12, 'at least 12 characters').max(200),
})
