import { type Grant, mayIn } from '#governance/rights'
import type { ExceptionRow } from '../contract.ts'
import { kindOf } from '#model/catalogue'
import { titleOf } from './messages.ts'

export interface ExceptionDbRow {
  exception_id: string
  plant: string
  code: string
  owner_role: string
  message_id: string
  type: string
  about: string
  sentence: string
  suggestion: string | null
  opened_at: string
  assigned_to: string | null
  closed_at: string | null
  closed_by: string | null
  resolution: string | null
  reason: string | null
  body: unknown
}

/** Rules that a person with the right may set aside by name and reason. */
export const overridable: ReadonlySet<string> = new Set([
  'OVER_COMPLETION',
  'OVER_CONSUMPTION',
  'NOT_IN_BOM',
  'ILLEGAL_STATUS',
  'ORDER_ON_HOLD',
  'OVERLAP',
  'SEQUENCE_GAP',
])

export function exceptionFrom(row: ExceptionDbRow, grants: readonly Grant[]): ExceptionRow {
  const may: ExceptionRow['may'] = []
  if (!row.closed_at) {
    if (mayIn(grants, 'exceptions.assign', row.plant)) may.push('assign')
    // What the hub keeps or says to itself has no schema by which anybody could correct it.
    if (mayIn(grants, 'exceptions.resolve', row.plant))
      may.push('retry', ...(kindOf(row.type) ? (['correct'] as const) : []), 'skip')
    if (mayIn(grants, 'exceptions.override', row.plant) && overridable.has(row.code)) may.push('override')
  }
  return {
    exceptionId: row.exception_id,
    plant: row.plant,
    code: row.code,
    ownerRole: row.owner_role,
    messageId: row.message_id,
    title: titleOf(row.type),
    subject: row.about,
    sentence: row.sentence,
    suggestion: row.suggestion,
    openedAt: row.opened_at,
    assignedTo: row.assigned_to,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    resolution: row.resolution,
    reason: row.reason,
    may,
    body: row.body,
  }
}
