import { z } from 'zod'
import { mayAnswer } from '#governance/approvals'
import type { Grant } from '#governance/rights'
import { ApprovalList, type ApprovalRow } from '../contract.ts'
import type { PlantCard } from '../parts.ts'
import { route } from '../routes/route.ts'
import { planned, plantsFor } from './reader.ts'

const listApprovals = planned('list-approvals')

export const approvalsRoute = route(
  {
    name: 'listApprovals',
    method: 'GET',
    path: '/api/v1/approvals',
    access: ['approvals.read'],
    summary: 'What waits for a name, or was answered',
    query: z.strictObject({ state: z.enum(['open', 'closed']).default('open') }),
    answer: ApprovalList,
  },
  async ({ reader, person, query }, { plants }) => {
    const rows = await reader.database.all<ApprovalDbRow>(listApprovals, [
      reader.home,
      plantsFor(reader, 'approvals.read'),
      query.state,
    ])
    return { items: rows.map((row) => approvalFrom(row, person, plants)) }
  },
)

export function approvalFrom(
  row: ApprovalDbRow,
  person: { readonly login: string; readonly grants: readonly Grant[] },
  plants: readonly PlantCard[],
): ApprovalRow {
  const fourEyes = plants.find(({ id }) => id === row.plant)?.policy.fourEyes !== 'no'
  const asked = fourEyes && row.askers.includes(person.login)
  return {
    approvalId: row.approval_id,
    plant: row.plant,
    messageId: row.message_id,
    flow: row.flow,
    role: row.role,
    question: row.question,
    shown: row.shown,
    shownHash: row.shown_hash,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
    answer: row.answer,
    reason: row.reason,
    mine: row.answer === null && !asked && mayAnswer(person.grants, row.role, row.plant),
  }
}

export interface ApprovalDbRow {
  approval_id: string
  plant: string
  message_id: string
  flow: string
  role: string
  question: string
  shown: unknown
  shown_hash: string
  asked_at: string
  expires_at: string | null
  answered_at: string | null
  answered_by: string | null
  answer: ApprovalRow['answer']
  reason: string | null
  askers: string[]
}
