import { z } from 'zod'
import { cmmsSettings } from '../cmms.ts'

export const MaintainXSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://api.getmaintainx.com/v1')
    .describe('Where its API is'),
  apiKey: z.string().min(1).describe('API key of the hub’s user (a reference)'),
  organization: z.string().min(1).describe('Number of the organization'),
  assetField: z.string().default('Code').describe('The extra field of an asset that has the name we know it by'),
  partField: z.string().default('Part Number').describe('The extra field of a part that has its number'),
  ...cmmsSettings,
})
export type MaintainXSettings = z.infer<typeof MaintainXSettings>
