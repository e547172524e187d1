import { z } from 'zod'

/** Type of the message that has a notice sent. No key may send it. */
export const NOTICE_WANTED = 'hub.notice.wanted.v1'
export const NOTICE_WANTED_TITLE = 'Notice of an alert'

export const severities = ['warning', 'critical'] as const
export type Severity = (typeof severities)[number]

/** One thing a notice tells: what and where, what now, and the page of the console that shows it. */
export const NoticeItem = z.strictObject({
  what: z.enum(['raised', 'escalated', 'cleared', 'test']),
  cause: z.string(),
  severity: z.enum(severities),
  sentence: z.string(),
  now: z.string(),
  link: z.string().describe('Address of the page in the console'),
})
export type NoticeItem = z.infer<typeof NoticeItem>

/** What somebody is told about alerts of one plant. It says nothing of payloads and nothing of other plants. */
export const Notice = z.strictObject({
  notice: z.uuid(),
  plant: z.string(),
  plantName: z.string(),
  recipient: z.string().describe('By the name that routing gives them'),
  /** System of the estate that carries it. */
  via: z.string(),
  /** Where to, for a channel that knows more than one place. */
  address: z.string().optional(),
  subject: z.string().max(200),
  items: z.array(NoticeItem).min(1),
  /** How many more there are than items. */
  more: z.number().int().nonnegative(),
  /** Whether something in it waits to be acknowledged. */
  asks: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

/** What a channel that cannot tell a repeat by itself asks the hub for. */
export interface NoticeDesk {
  /** Counts a try before it is made; answers which one it is, from 1. */
  began(notice: string): Promise<number>
  /** The try did not reach anybody. */
  failed(notice: string): Promise<void>
  /** A new one-time link for whoever gets the notice, to acknowledge by. */
  link(notice: string): Promise<string>
}
