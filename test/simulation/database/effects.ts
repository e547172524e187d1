import { instant } from '#kernel/time'
import { handfulIn } from '../../../src/engine/outbox/handful.ts'
import type {
  AnswersCommitted,
  ClaimedConflict,
  ConflictCommit,
  EffectClaim,
  NewIntent,
  ToSend,
} from '../../../src/engine/store.ts'
import { accept, upsertTurn } from './accept.ts'
import { openExceptions, wakeWaiting } from './lanes.ts'
import { type EffectState, type IntentRow, type Moment, openStates, type Tables, urgencyNumber } from './tables.ts'
import { claimTurns, isFree, isHeld, release } from './turns.ts'

/** What `plan-intents.sql` does: a known key stays as it is, unless it was refused. */
export function planIntents(
  tables: Tables,
  now: Moment,
  given: readonly { readonly intent: NewIntent; readonly laneId: number }[],
): void {
  const groups = Map.groupBy(given, ({ intent }) => `${intent.plant} ${intent.system} ${intent.conflict}`)
  for (const group of groups.values()) {
    const { plant, system, conflict } = group[0]!.intent
    const urgency = Math.min(...group.map(({ intent }) => urgencyNumber[intent.urgency]))
    const place = { plant, group: system, key: conflict }
    const turn = upsertTurn(tables.conflicts, tables.conflictById, place, group.length, urgency, now)
    let seq = turn.tail - group.length
    for (const { intent, laneId } of group) planOne(tables, now, { intent, laneId, conflictId: turn.id, seq: ++seq })
  }
}

function planOne(
  tables: Tables,
  now: Moment,
  { intent, laneId, conflictId, seq }: Pick<IntentRow, 'intent' | 'laneId' | 'conflictId' | 'seq'>,
): void {
  const known = tables.intentByKey.get(intent.effectKey)
  if (!known) {
    const state = intent.receipt ? 'confirmed' : intent.mode === 'shadow' ? 'shadowed' : 'planned'
    const row: IntentRow = { intent, laneId, conflictId, seq, state, attempts: 0, readyAt: now }
    tables.intents.set(intent.intentId, row)
    tables.intentByKey.set(intent.effectKey, row)
  } else if (known.state === 'refused') {
    known.intent = { ...known.intent, body: intent.body }
    Object.assign(known, { state: intent.receipt ? 'confirmed' : 'planned', seq, readyAt: now })
    delete known.failure
    delete known.doubtedAt
  }
}

export const isOpen = ({ state }: IntentRow): boolean => (openStates as readonly EffectState[]).includes(state)

const openOf = (tables: Tables, conflictId: number): readonly IntentRow[] =>
  [...tables.intents.values()]
    .filter((row) => row.conflictId === conflictId && isOpen(row))
    .sort((one, other) => one.seq - other.seq)

/** What `find-systems-to-send.sql` does. */
export const systemsToSend = (tables: Tables, now: Moment, systems: readonly string[]): readonly ToSend[] =>
  systems.flatMap((system) => {
    const free = [...tables.conflicts.values()].filter((turn) => turn.group === system && isFree(turn, now))
    const isUrgent = free.some(({ urgency }) => urgency === urgencyNumber.critical)
    return free.length > 0 ? { system, urgency: isUrgent ? 'critical' : 'bulk' } : []
  })

/** What `claim-conflicts.sql` and `send-effects.sql` do: the first due effects of each key are marked sent. */
export function claimEffects(tables: Tables, now: Moment, claim: EffectClaim): readonly ClaimedConflict[] {
  const ofSystem = [...tables.conflicts.values()].filter((turn) => turn.group === claim.system)
  const conflicts = claimTurns(ofSystem, now, {
    ...claim,
    most: claim.effects,
    fills: ({ id }) => Math.min(handfulIn(claim.effects), openOf(tables, id).length),
  })
  const due = conflicts.flatMap((conflict) => {
    const open = openOf(tables, conflict.id)
    const holding = open.findIndex((row) => row.readyAt > now)
    return open.slice(0, holding < 0 ? claim.effects : holding).map((row, nth) => ({ row, nth }))
  })
  const first = due
    .sort((one, other) => one.nth - other.nth || one.row.conflictId - other.row.conflictId)
    .slice(0, claim.effects)
  const sent = first.map(({ row }) => {
    const inDoubt = row.state !== 'planned'
    if (row.state === 'sent') row.doubtedAt = row.sentAt!
    Object.assign(row, { state: 'sent', attempts: row.attempts + 1, sentAt: now })
    const { message } = tables.journal.get(row.intent.messageId)!
    return {
      conflictId: row.conflictId,
      seq: row.seq,
      effect: {
        ...row.intent,
        attempt: row.attempts,
        inDoubt,
        ...(row.doubtedAt === undefined ? {} : { doubtedAt: instant(row.doubtedAt) }),
        laneId: row.laneId,
        stream: message.stream,
        key: message.key,
        event: { source: message.source, id: message.id, type: message.type },
      },
    }
  })
  return conflicts.map(({ id, epoch }) => ({
    conflictId: id,
    epoch,
    effects: sent
      .filter(({ conflictId }) => conflictId === id)
      .sort((one, other) => one.seq - other.seq)
      .map(({ effect }) => effect),
  }))
}

export function commitAnswers(tables: Tables, now: Moment, conflicts: readonly ConflictCommit[]): AnswersCommitted {
  const ours = conflicts.filter(({ conflictId, epoch }) => isHeld(tables.conflictById.get(conflictId), epoch))
  for (const answer of ours.flatMap((conflict) => conflict.answers)) {
    const row = tables.intents.get(answer.intentId)
    if (!row) continue
    row.state = answer.state
    row.readyAt = now + ('again' in answer ? answer.again : 0)
    if ('failure' in answer) row.failure = answer.failure
    else delete row.failure
    if (row.failure?.class === 'Unanswered') row.doubtedAt = row.sentAt!
  }
  const woken: number[] = []
  if (ours.some((conflict) => conflict.answers.length > 0)) {
    for (const laneId of new Set(conflicts.flatMap((conflict) => conflict.laneIds))) {
      const lane = tables.laneById.get(laneId)!
      if (!wakeWaiting(tables, now, lane)) continue
      lane.readyAt = now
      woken.push(laneId)
    }
  }
  accept(
    tables,
    now,
    ours.flatMap((conflict) => conflict.messages),
  )
  openExceptions(
    tables,
    ours.flatMap((conflict) => conflict.exceptions),
  )
  tables.audit.push(...ours.flatMap((conflict) => conflict.audit))
  for (const { conflictId } of ours) releaseConflict(tables, conflictId)
  return {
    lost: conflicts.filter((conflict) => !ours.includes(conflict)).map((conflict) => conflict.conflictId),
    toJudge: woken.length > 0 || ours.some(({ messages }) => messages.length > 0),
    toSend: ours.some(({ conflictId }) => {
      const { readyAt } = tables.conflictById.get(conflictId)!
      return readyAt !== null && readyAt <= now
    }),
  }
}

/** What `release-conflicts.sql` does: ready again when the first open effect is. */
function releaseConflict(tables: Tables, conflictId: number): void {
  const open = openOf(tables, conflictId)
  release(tables.conflictById.get(conflictId)!, {
    readyAt: open[0]?.readyAt ?? null,
    urgency: open.length > 0 ? Math.min(...open.map((row) => urgencyNumber[row.intent.urgency])) : null,
  })
}
