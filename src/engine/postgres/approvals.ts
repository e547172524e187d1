import { writeAudit } from '#governance/audit'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Answer, Settled } from '../rulings.ts'
import type { Ruling } from '../store.ts'
import { sqlOf, transaction } from './connect.ts'
import type { RulingParts } from './rulings.ts'
import { readStanding, type Standing } from './standing.ts'
import { statement } from './statements.ts'

const findApproval = statement('find-approval')
const lockApproval = statement('lock-approval')
const answerStatement = statement('answer-approval')
const lockLanes = statement('lock-lanes')
const ruleMessage = statement('rule-message')
const readyLanes = statement('ready-lanes')

/** Signs an answer: only for exactly what was shown, only once, and the message is judged with it at once. */
export async function answerApproval({ pool, home, ids, now }: RulingParts, wish: Answer): Promise<Settled> {
  return transaction(pool, async (session) => {
    const { rows } = await session.query<ApprovalRow>({ ...findApproval, values: [wish.approvalId, home] })
    const approval = rows[0]
    if (!approval) return 'NOT_FOUND'
    await session.query({ ...lockLanes, values: [[approval.lane_id]] })
    const locked = await session.query<{ answered_at: string | null }>({ ...lockApproval, values: [wish.approvalId] })
    if (locked.rows[0]!.answered_at) return 'ALREADY_DONE'
    if (approval.expires_at && approval.expires_at <= now()) return 'EXPIRED'
    const hash = sha256(canonicalJson(approval.shown))
    if (hash !== approval.shown_hash || hash !== wish.shownHash) return 'SHOWN_CHANGED'
    const standing = await readStanding(session, approval.message_id, approval.lane_id)
    if (standing.progress !== 'asking') return 'ALREADY_DONE'

    await session.query({ ...answerStatement, values: [wish.approvalId, now(), wish.by, wish.answer, wish.reason] })
    const ruling = rulingFrom(wish, approval.yes, standing)
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
        actor: wish.by,
        action: 'approval.answered',
        subject: approval.message_id,
        reason: wish.reason,
        before: { approvalId: wish.approvalId, shown: approval.shown },
        after: { answer: wish.answer, shownHash: hash },
      },
    ])
    return 'done'
  })
}

function rulingFrom({ by, reason, answer }: Answer, yes: Json, { ruling, attempt, offered }: Standing): Ruling {
  const base = { ...ruling, by, reason, since: attempt }
  if (answer === 'no') return { ...base, denied: true }
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
