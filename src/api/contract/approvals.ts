import { z } from 'zod'
import { Moment, PlantId, Reason } from './words.ts'

export const ApprovalRow = z.object({
  approvalId: z.uuid(),
  plant: PlantId,
  messageId: z.uuid(),
  flow: z.string(),
  role: z.string(),
  question: z.string(),
  shown: z.unknown(),
  shownHash: z.string(),
  askedAt: Moment,
  expiresAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  answeredBy: z.string().nullable(),
  answer: z.enum(['yes', 'no', 'expired']).nullable(),
  reason: z.string().nullable(),
  mine: z.boolean().describe('Whether the person who asks may answer'),
})
export type ApprovalRow = z.infer<typeof ApprovalRow>
export const ApprovalList = z.object({ items: z.array(ApprovalRow) }).meta({ id: 'ApprovalList' })
export type ApprovalList = z.infer<typeof ApprovalList>

/** Signed: the hash of exactly what was shown, and the password again. */
export const ApprovalAnswer = z
  .strictObject({
    answer: z.enum(['yes', 'no']),
    reason: Reason,
    shownHash: z.string(),
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'ApprovalAnswer' })
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>
