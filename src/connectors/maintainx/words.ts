import { z } from 'zod'

/** Numbers are read as text: what is an identifier stays one. */
export const Id = z.string().regex(/^\d{1,18}$/)

/** Fields that people made themselves, by what they call them. */
export const Extra = z.record(z.string(), z.unknown()).nullish()

export const textIn = (extra: z.infer<typeof Extra>, field: string): string | undefined => {
  const value = extra && Object.hasOwn(extra, field) ? extra[field] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
