import { z } from 'zod'
import { cmmsSettings } from '../cmms.ts'

export const AtlasSettings = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).describe('Where its API is, for example https://api.cmms.example.com'),
    apiKey: z.string().min(1).optional().describe('API key of the hub’s user (a reference)'),
    email: z.string().min(1).optional().describe('Where its plan has no API keys: who signs in instead'),
    password: z.string().min(1).optional().describe('… and with which password (a reference)'),
    partField: z
      .string()
      .optional()
      .describe('The custom field that has the number of a part, where it is not its barcode'),
    ...cmmsSettings,
  })
  .refine(({ apiKey, email, password }) => apiKey !== undefined || (email !== undefined && password !== undefined), {
    path: ['apiKey'],
    message: 'either an API key, or email and password',
  })
export type AtlasSettings = z.infer<typeof AtlasSettings>
