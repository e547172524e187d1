import { z } from 'zod'
import { causes } from '#governance/rules/alerting'
import { NoticeItem, severities } from '#model/notice'
import { Count, Moment, PlantId } from '../contract/words.ts'

export const AlertRow = z.object({
  alertId: z.uuid(),
  plant: PlantId,
  cause: z.enum(causes),
  about: z.string(),
  severity: z.enum(severities),
  owner: z.string(),
  sentence: z.string(),
  now: z.string().describe('What to do about it'),
  link: z.string().describe('Path of the console’s page that shows it'),
  count: Count.describe('How many there are of it'),
  most: Count.describe('How many there were at most'),
  openedAt: Moment,
  returns: Count.describe('How often its cause had gone and come back'),
  clearedAt: Moment.nullable().describe('Since when the cause is gone; it closes by itself a while later'),
  acknowledgedAt: Moment.nullable(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
  closedAt: Moment.nullable(),
  told: z
    .array(
      z.object({
        recipient: z.string(),
        via: z.string(),
        what: z.enum(['raised', 'escalated', 'cleared']),
        at: Moment,
        state: z.enum(['planned', 'sent', 'confirmed', 'in-doubt', 'refused', 'shadowed']),
      }),
    )
    .describe('Who was told when, and whether it left'),
  may: z.array(z.enum(['acknowledge', 'release'])),
})
export type AlertRow = z.infer<typeof AlertRow>

export const AlertList = z
  .object({
    items: z.array(AlertRow),
    recipients: z
      .array(z.object({ plant: PlantId, id: z.string(), via: z.string(), mayTest: z.boolean() }))
      .describe('Who can be told'),
  })
  .meta({ id: 'AlertList' })
export type AlertList = z.infer<typeof AlertList>

const Note = z.string().trim().max(500)

export const AlertAction = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(200),
    action: z.enum(['acknowledge', 'release']),
    note: Note.optional().describe('What is being done about it, for those who look next'),
  })
  .meta({ id: 'AlertAction' })
export type AlertAction = z.infer<typeof AlertAction>

export const AlertTest = z
  .strictObject({ plant: PlantId, recipient: z.string().min(1).max(32) })
  .meta({ id: 'AlertTest' })
export type AlertTest = z.infer<typeof AlertTest>
export const AlertTested = z.object({ notice: z.uuid() }).meta({ id: 'AlertTested' })
export type AlertTested = z.infer<typeof AlertTested>

export const NoticeLink = z.strictObject({ token: z.string().min(20).max(64) }).meta({ id: 'NoticeLink' })
/** What a one-time link out of a notice is about. */
export const LinkedNotice = z
  .object({
    plantName: z.string(),
    recipient: z.string(),
    items: z.array(NoticeItem.pick({ sentence: true, now: true, severity: true })),
    more: Count,
  })
  .meta({ id: 'LinkedNotice' })
export type LinkedNotice = z.infer<typeof LinkedNotice>
export const LinkUsed = z
  .object({ acknowledged: Count.describe('Alerts that nobody had acknowledged before') })
  .meta({ id: 'LinkUsed' })
export type LinkUsed = z.infer<typeof LinkUsed>
