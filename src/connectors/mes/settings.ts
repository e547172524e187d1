import { z } from 'zod'
import { webhookSecretShape } from '#kernel/webhooks'
import { seconds } from '#kernel/time'

export const MesSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe('Where the MES takes orders, for example https://mes.example.com/webhooks'),
  secrets: z
    .array(
      z.string().regex(webhookSecretShape, 'must be a webhook secret such as whsec_… (24 bytes or more in Base64)'),
    )
    .min(1)
    .max(2)
    .describe(
      'Secrets deliveries are signed with (references, resolved before they come here); two while one is being replaced',
    ),
  system: z.string().min(1).default('mes').describe('Name of this MES in the sources of its events'),
  plant: z.string().min(1).describe('Plant whose orders this MES makes'),
  tellsAgain: z
    .boolean()
    .default(false)
    .describe('Whether it can be asked to tell again reports that it has numbered and the hub does not have'),
  timeout: z.coerce
    .number()
    .int()
    .positive()
    .default(seconds(10))
    .describe('Milliseconds after which a delivery counts as unanswered; repeating it is safe'),
})
export type MesSettings = z.infer<typeof MesSettings>
