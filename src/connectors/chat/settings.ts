import { z } from 'zod'
import { seconds } from '#kernel/time'

export const ChatSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe(
      'Incoming webhook of a channel; whoever knows it can write there, so it is a reference like other secrets',
    ),
  shape: z.enum(['slack', 'mattermost', 'teams']).default('slack').describe('What the chat expects'),
  timeout: z.coerce.number().int().positive().default(seconds(10)),
})
export type ChatSettings = z.infer<typeof ChatSettings>
