import { z } from 'zod'
import { isTimeZone } from '#kernel/wall-clock'
import { seconds } from '#kernel/time'

export const FreppleSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('Where frePPLe is, for example https://planning.example.com'),
  user: z.string().min(1).describe('Login of the hub’s user there'),
  password: z.string().min(1).describe('… and its password (a reference)'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'an IANA time zone, for example Europe/Berlin')
    .default('UTC')
    .describe('The clock its dates are written by'),
  resources: z
    .record(z.string(), z.string())
    .default({})
    .describe('Its resource for a work centre, by the hub’s id, where it is not called as the work centre is'),
  timeout: z.coerce.number().int().positive().default(seconds(15)).describe('Milliseconds it may take to answer'),
})
export type FreppleSettings = z.infer<typeof FreppleSettings>
