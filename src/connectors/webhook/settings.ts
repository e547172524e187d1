import { z } from 'zod'
import { webhookSecretShape } from '#kernel/webhooks'
import { seconds } from '#kernel/time'

export const WebhookSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe('Where notices are taken, for example https://hooks.example.com/alerts'),
  secrets: z
    .array(z.string().regex(webhookSecretShape, 'must be a webhook secret such as whsec_…'))
    .min(1)
    .max(2)
    .describe('Secrets deliveries are signed with (references); two while one is being replaced'),
  timeout: z.coerce.number().int().positive().default(seconds(10)),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>
