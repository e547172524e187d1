import { writeAudit } from '#governance/audit'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import type pg from 'pg'
import type { Answer, Settled } from '../rulings.ts'
import type { Ruling } from '../store.ts'
import { sqlOf, transaction } from './connect.ts'
import type { RulingParts } from './rulings.ts'
import { readStanding, type Standing } from './standing.ts'
import { statement } from './statements.ts'

const findApproval = statement('find-approval')
const findExpired = statement('find-expired')
const lockApproval = statement('lock-approval')
const answerStatement = statement('answer-approval')
const lockLanes = statement('lock-lanes')
const ruleMessage = statement('rule-message')
const readyLanes = statement('ready-lanes')

/** Signs an answer: only for exactly what was shown, only once, and the message is judged with it at once. */
export async function answerApproval(parts: RulingParts, wish: Answer): Promise<Settled> {
  return transaction(parts.pool, async (session) => {
    const approval = await held(session, parts.home, wish.approvalId)
    if (!approval) return 'NOT_FOUND'
    if (approval.answered_at) return 'ALREADY_DONE'
    if (isOver(approval, parts.now())) return 'EXPIRED'
    const hash = sha256(canonicalJson(approval.shown))
    if (hash !== approval.shown_hash || hash !== wish.shownHash) return 'SHOWN_CHANGED'
    return settle(session, parts, approval, wish)
  })
}

/** Nobody has answered in time: that is a no, said by the hub. Answers how many there were. */
export async function expireApprovals(parts: RulingParts): Promise<number> {
  const { pool, home, now } = parts
  const { rows } = await pool.query<{ approval_id: string }>({ ...findExpired, values: [home, now()] })
  for (const { approval_id: approvalId } of rows)
    await transaction(pool, async (session) => {
      const approval = await held(session, home, approvalId)
      if (!approval || approval.answered_at || !isOver(approval, now())) return
      const reason = `nobody answered until ${approval.expires_at}`
      await settle(session, parts, approval, { approvalId, by: 'hub', reason, answer: 'expired' })
    })
  return rows.length
}

const isOver = ({ expires_at: until }: ApprovalRow, now: Instant): boolean => until !== null && until <= now

/** The question with its lane, locked in the order in which everybody locks. */
async function held(session: pg.PoolClient, home: string, approvalId: string): Promise<HeldApproval | undefined> {
  const { rows } = await session.query<ApprovalRow>({ ...findApproval, values: [approvalId, home] })
  const approval = rows[0]
  if (!approval) return undefined
  await session.query({ ...lockLanes, values: [[approval.lane_id]] })
  const locked = await session.query<{ answered_at: string | null }>({ ...lockApproval, values: [approvalId] })
  return { ...approval, answered_at: locked.rows[0]!.answered_at }
}

interface Given {
  readonly approvalId: string
  readonly by: string
  readonly reason: string
  readonly answer: 'yes' | 'no' | 'expired'
}

async function settle(
  session: pg.PoolClient,
  { home, ids, now }: RulingParts,
  approval: ApprovalRow,
  given: Given,
): Promise<Settled> {
  const standing = await readStanding(session, approval.message_id, approval.lane_id)
  if (standing.progress !== 'asking') return 'ALREADY_DONE'
  const { approvalId, by, answer, reason } = given
  await session.query({ ...answerStatement, values: [approvalId, now(), by, answer, reason] })
  const ruling = rulingFrom(given, approval.yes, standing)
  await session.query({
    ...ruleMessage,
    values: [approval.message_id, approval.lane_id, standing.attempt, JSON.stringify(ruling)],
  })
  await session.query({ ...readyLanes, values: [[approval.lane_id]] })
  await writeAudit(sqlOf(session), home, [
    {
      auditId: ids(),
      plant: approval.plant,
      at: now(),
      actor: by,
      action: answer === 'expired' ? 'approval.expired' : 'approval.answered',
      subject: approval.message_id,
      reason,
      before: { approvalId, shown: approval.shown },
      after: { answer, shownHash: approval.shown_hash },
    },
  ])
  return 'done'
}

function rulingFrom({ by, reason, answer }: Given, yes: Json, { ruling, attempt, offered }: Standing): Ruling {
  const base = { ...ruling, by, reason, since: attempt }
  if (answer !== 'yes') return { ...base, denied: true }
  return {
    ...base,
    permits: [...new Set([...(ruling?.permits ?? []), 'APPROVED', ...offered])],
    approved: sha256(canonicalJson(yes)),
  }
}

interface ApprovalRow {
  readonly plant: string
  readonly message_id: string
  readonly lane_id: number
  readonly shown: Json
  readonly shown_hash: string
  readonly yes: Json
  readonly expires_at: string | null
}

interface HeldApproval extends ApprovalRow {
  readonly answered_at: string | null
}
