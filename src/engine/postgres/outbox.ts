import type pg from 'pg'
import type { Json } from '#kernel/canonical-json'
import { writeAudit } from '#governance/audit'
import { handfulIn } from '../outbox/handful.ts'
import type { AnswersCommitted, ClaimedConflict, ClaimedEffect, ConflictCommit, EffectClaim, ToSend } from '../store.ts'
import { columns, jsonText, urgencyName, urgencyNumber } from './columns.ts'
import { sqlOf, transaction } from './connect.ts'
import { acceptWith } from './inbox.ts'
import { openExceptions } from './judged.ts'
import { statement } from './statements.ts'

const findSystemsToSend = statement('find-systems-to-send')
const claimConflicts = statement('claim-conflicts')
const sendEffects = statement('send-effects')
const holdConflictFence = statement('hold-conflict-fence')
const answerEffects = statement('answer-effects')
const releaseConflicts = statement('release-conflicts')
const wakeLanes = statement('wake-lanes')
const lockLanes = statement('lock-lanes')
const findWaitingLanes = statement('find-waiting-lanes')

export async function systemsToSend(
  pool: pg.Pool,
  home: string,
  systems: readonly string[],
): Promise<readonly ToSend[]> {
  const { rows } = await pool.query<{ system: string; urgency: 0 | 1 }>({
    ...findSystemsToSend,
    values: [systems, home],
  })
  return rows.map(({ system, urgency }) => ({ system, urgency: urgencyName[urgency] }))
}

export async function claimEffects(
  pool: pg.Pool,
  home: string,
  claim: EffectClaim,
): Promise<readonly ClaimedConflict[]> {
  return transaction(pool, async (session) => {
    const { rows: conflicts } = await session.query<{ conflict_id: number; epoch: number }>({
      ...claimConflicts,
      values: [
        claim.owner,
        claim.system,
        claim.urgencies.map((urgency) => urgencyNumber[urgency]),
        claim.effects,
        claim.lease,
        home,
        handfulIn(claim.effects),
      ],
    })
    if (conflicts.length === 0) return []
    const { rows } = await session.query<IntentRow>({
      ...sendEffects,
      values: [conflicts.map((conflict) => conflict.conflict_id), claim.effects],
    })
    const byConflict = Map.groupBy(
      rows.sort((a, b) => a.seq - b.seq),
      (row) => row.conflict_id,
    )
    return conflicts.map(({ conflict_id, epoch }) => ({
      conflictId: conflict_id,
      epoch,
      effects: (byConflict.get(conflict_id) ?? []).map(effectFrom),
    }))
  })
}

export async function commitAnswers(
  pool: pg.Pool,
  home: string,
  conflicts: readonly ConflictCommit[],
): Promise<AnswersCommitted> {
  return transaction(pool, async (session) => {
    const touched = await lockTouchedLanes(session, conflicts)
    const { rows } = await session.query<{ conflict_id: number }>({
      ...holdConflictFence,
      values: columns(
        conflicts,
        (conflict) => conflict.conflictId,
        (conflict) => conflict.epoch,
      ),
    })
    const held = new Set(rows.map((row) => row.conflict_id))
    const ours = conflicts.filter((conflict) => held.has(conflict.conflictId))
    const answers = ours.flatMap((conflict) => conflict.answers)
    if (answers.length > 0) {
      await session.query({
        ...answerEffects,
        values: columns(
          answers,
          (answer) => answer.intentId,
          (answer) => answer.state,
          (answer) => answer.answeredAt,
          (answer) => ('again' in answer ? answer.again : 0),
          (answer) => ('receipt' in answer ? jsonText(answer.receipt) : null),
          (answer) => ('failure' in answer ? jsonText(answer.failure) : null),
        ),
      })
      if (touched.length > 0) await session.query({ ...wakeLanes, values: [touched] })
    }
    const messages = ours.flatMap((conflict) => conflict.messages)
    if (messages.length > 0) await acceptWith(session, home, messages)
    await openExceptions(
      session,
      home,
      ours.flatMap((conflict) => conflict.exceptions),
    )
    await writeAudit(
      sqlOf(session),
      home,
      ours.flatMap((conflict) => conflict.audit),
    )
    const released =
      held.size > 0
        ? await session.query<{ is_ready: boolean | null }>({ ...releaseConflicts, values: [[...held]] })
        : undefined
    return {
      lost: conflicts.filter((conflict) => !held.has(conflict.conflictId)).map((conflict) => conflict.conflictId),
      toJudge: (answers.length > 0 && touched.length > 0) || messages.length > 0,
      toSend: Boolean(released?.rows.some((conflict) => conflict.is_ready)),
    }
  })
}

/** Lanes come before conflict keys in every transaction; only those are locked that an answer has something to tell. */
async function lockTouchedLanes(
  session: pg.PoolClient,
  conflicts: readonly ConflictCommit[],
): Promise<readonly number[]> {
  const laneIds = conflicts.flatMap((conflict) => conflict.laneIds)
  const { rows } = await session.query<{ lane_id: number }>({ ...findWaitingLanes, values: [laneIds] })
  const told = conflicts.filter((conflict) => conflict.messages.length > 0).flatMap((conflict) => conflict.laneIds)
  const touched = [...rows.map((row) => row.lane_id), ...told]
  if (touched.length > 0) await session.query({ ...lockLanes, values: [touched] })
  return touched
}

interface IntentRow {
  intent_id: string
  effect_key: string
  plant: string
  system: string
  port: string
  operation: string
  urgency: 0 | 1
  conflict_id: number
  seq: number
  message_id: string
  lane_id: number
  flow: string
  answers: boolean
  correlation: string
  traceparent: string | null
  actor: string | null
  occurred_at: string
  body: Json
  mode: 'live' | 'shadow'
  attempts: number
  planned_at: string
  conflict_key: string
  stream: ClaimedEffect['stream']
  key: string
  event_source: string
  event_id: string
  event_type: string
  in_doubt: boolean
  doubted_at: string | null
}

const effectFrom = (row: IntentRow): ClaimedEffect => ({
  intentId: row.intent_id,
  effectKey: row.effect_key,
  plant: row.plant,
  system: row.system,
  port: row.port,
  operation: row.operation,
  urgency: urgencyName[row.urgency],
  conflict: row.conflict_key,
  messageId: row.message_id,
  laneId: row.lane_id,
  flow: row.flow,
  answers: row.answers,
  correlation: row.correlation,
  occurredAt: row.occurred_at,
  body: row.body,
  mode: row.mode,
  plannedAt: row.planned_at,
  attempt: row.attempts,
  inDoubt: row.in_doubt,
  ...(row.doubted_at === null ? {} : { doubtedAt: row.doubted_at }),
  stream: row.stream,
  key: row.key,
  event: { source: row.event_source, id: row.event_id, type: row.event_type },
  ...(row.traceparent ? { traceparent: row.traceparent } : {}),
  ...(row.actor ? { actor: row.actor } : {}),
})
