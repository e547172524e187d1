import { z } from 'zod'
import { seconds } from '#kernel/time'

export const MailSettings = z.strictObject({
  host: z.string().min(1).max(253).describe('Mail server, for example smtp.example.com'),
  port: z.coerce.number().int().min(1).max(65_535).default(587),
  security: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .describe(
      'starttls: refused where the server offers none; tls: from the first byte; none: in a trusted network only',
    ),
  from: z.email().describe('Sender of what the hub writes'),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional().describe('A reference to it, never itself'),
  certificate: z.string().optional().describe('Of the plant’s own authority, as PEM; a reference to its file'),
  timeout: z.coerce.number().int().positive().default(seconds(15)),
})
export type MailSettings = z.infer<typeof MailSettings>
