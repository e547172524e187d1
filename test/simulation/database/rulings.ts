import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { NewApproval, Ruling } from '../../../src/engine/store.ts'
import { EFFECT_ANSWERED } from '../../../src/engine/runs/own-messages.ts'
import { type ExceptionRow, type InboxRow, type Moment, nameOf, type Tables } from './tables.ts'

/** What `rulings.ts` of the engine does when a person retries or skips; false when it says "not yet" or "nothing to do". */
export function settle(tables: Tables, now: Moment, exception: ExceptionRow, how: 'retried' | 'skipped'): boolean {
  const { messageId } = exception
  const progress = tables.inbox.get(messageId)?.progress
  if (exception.closedBy || isUntold(tables, messageId) || (progress && progress !== 'stopped')) return false
  const isOver = !progress && ![...tables.intents.values()].some((row) => isRefusedOf(row, messageId))
  if (isOver && how !== 'skipped') return false
  const base = { by: 'somebody', reason: 'a reason', since: attemptsOf(tables, messageId) }
  if (!isOver) rule(tables, now, messageId, how === 'skipped' ? { ...base, skip: true } : base)
  exception.closedBy = 'somebody'
  return true
}

/** What `approvals.ts` of the engine does when a person answers. */
export function answer(tables: Tables, now: Moment, { messageId, yes }: NewApproval, is: 'yes' | 'no'): boolean {
  if (tables.inbox.get(messageId)?.progress !== 'asking') return false
  const base = { by: 'somebody', reason: 'a reason', since: attemptsOf(tables, messageId) }
  const approved = { permits: ['APPROVED'], approved: sha256(canonicalJson(yes as Json)) }
  rule(tables, now, messageId, is === 'yes' ? { ...base, ...approved } : { ...base, denied: true })
  return true
}

const isRefusedOf = (row: { readonly state: string; readonly intent: { readonly messageId: string } }, id: string) =>
  row.state === 'refused' && row.intent.messageId === id

/** The flow still has to hear what its effect came to. */
const isUntold = (tables: Tables, messageId: string): boolean =>
  [...tables.inbox.values()].some(
    ({ message, progress }) =>
      message.causation === messageId && message.type === EFFECT_ANSWERED && progress !== 'stopped',
  )

function attemptsOf(tables: Tables, messageId: string): number {
  let attempts = 0
  while (tables.runs.has(nameOf(messageId, `${attempts + 1}`))) attempts++
  return attempts
}

/** What `rule-message.sql` and `ready-lanes.sql` do: judged again at once, in its old place. */
function rule(tables: Tables, now: Moment, messageId: string, ruling: Ruling): void {
  const { message, laneId, seq } = tables.journal.get(messageId)!
  const queue = tables.queue.get(laneId)!
  const known = tables.inbox.get(messageId)
  const row: InboxRow = known ?? {
    message,
    laneId,
    seq,
    progress: 'received',
    readyAt: now,
    attempts: attemptsOf(tables, messageId),
  }
  row.progress = 'received'
  row.readyAt = now
  row.ruling = ruling
  delete row.waitsFor
  delete row.waits
  if (!known) {
    tables.inbox.set(messageId, row)
    const behind = queue.findIndex((other) => other.seq > seq)
    queue.splice(behind < 0 ? queue.length : behind, 0, row)
  }
  tables.laneById.get(laneId)!.readyAt = now
}
