import { z } from 'zod'

/** What several parts of the contract say in the same words. */
export const Moment = z.iso.datetime()
export const Seconds = z.number().nonnegative()
export const Count = z.int().nonnegative()
export const PlantId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/)
export const Reason = z.string().trim().min(3, 'say why, in a few words').max(500)
