import { Refused } from '#kernel/failure'
import { assertNoneContradicts } from '../../../src/engine/inbox/whole.ts'
import {
  type ClaimedLane,
  type LaneClaim,
  type LaneCommit,
  type NewException,
  type RunRecord,
  type RunsCommitted,
  type SettledTrouble,
  shareOf,
} from '../../../src/engine/store.ts'
import { accept, foreseen } from './accept.ts'
import { planIntents } from './effects.ts'
import { takeTurnsByNumber } from './sequences.ts'
import { type InboxRow, least, type Moment, nameOf, type Tables, type Turn, urgencyNumber } from './tables.ts'
import { claimTurns, isHeld, release } from './turns.ts'

export function claimLanes(tables: Tables, now: Moment, claim: LaneClaim): readonly ClaimedLane[] {
  const all = [...tables.lanes.values()]
  const deaths = new Map(
    all.map((lane) => [lane, lane.deaths + (lane.owner !== null && lane.owner !== claim.owner ? 1 : 0)]),
  )
  const meant = all.filter((lane) => deaths.get(lane)! > 1 === (claim.alone ?? false))
  const lanes = claimTurns(meant, now, { ...claim, most: claim.alone ? 1 : claim.lanes })
  return lanes.map((lane) => {
    lane.deaths = deaths.get(lane)!
    const file = tables.files.get(nameOf(lane.plant, lane.group, lane.key))
    return {
      laneId: lane.id,
      epoch: lane.epoch,
      urgency: lane.urgency === urgencyNumber.critical ? 'critical' : 'bulk',
      work: workOf(queueOf(tables, lane), now)
        .slice(0, shareOf(claim, lanes.length))
        .map(({ message: { eventText: _text, after: _after, ...message }, attempts, waits, ruling }) => ({
          message,
          seq: tables.journal.get(message.messageId)!.seq,
          attempts,
          ...(waits ? { waits } : {}),
          ...(ruling ? { ruling } : {}),
        })),
      files: file ? [file] : [],
      ...killedBy(lane, claim.alone ? workOf(queueOf(tables, lane), now)[0] : undefined),
    }
  })
}

/** What `name-suspect.sql` does. */
function killedBy(lane: Turn, first: InboxRow | undefined): { readonly killed?: number } {
  if (!first) return {}
  const { messageId } = first.message
  if (lane.suspect !== messageId) lane.deaths = 2
  lane.suspect = messageId
  return lane.deaths > 2 ? { killed: lane.deaths - 2 } : {}
}

export const queueOf = (tables: Tables, lane: Pick<Turn, 'id'>): readonly InboxRow[] => tables.queue.get(lane.id) ?? []

/** What `read-lane-work.sql` answers: ready movements with those put off before, and transitions up to the first unready. */
function workOf(queue: readonly InboxRow[], now: Moment): readonly InboxRow[] {
  const isReady = (row: InboxRow) => row.readyAt !== null && row.readyAt <= now
  const holding = queue.find((row) => row.message.nature === 'transition' && !isReady(row))
  const next = queue.findLast((row) => row.message.nature === 'movement' && isReady(row))
  const comesAlong = ({ message, progress, waitsFor, seq }: InboxRow) =>
    message.nature === 'movement' && progress === 'received' && waitsFor !== undefined && next && seq < next.seq
  return queue.filter(
    (row) =>
      (isReady(row) || comesAlong(row)) && (row.message.nature === 'movement' || !holding || row.seq < holding.seq),
  )
}

export function commitRuns(tables: Tables, now: Moment, lanes: readonly LaneCommit[]): RunsCommitted {
  const ours = lanes.filter((lane) => isHeld(tables.laneById.get(lane.laneId), lane.epoch))
  assertWritable(tables, ours)
  for (const run of ours.flatMap((lane) => lane.runs)) judged(tables, now, run)
  for (const { messageId, again, because } of ours.flatMap((lane) => lane.deferred)) {
    const row = tables.inbox.get(messageId)
    if (row) Object.assign(row, { readyAt: now + again, waitsFor: because })
  }
  for (const messageId of ours.flatMap((lane) => lane.yielding)) takeTurnsByNumber(tables, messageId)
  for (const file of ours.flatMap((lane) => lane.files)) tables.files.set(nameOf(file.plant, file.kind, file.key), file)
  planIntents(
    tables,
    now,
    ours.flatMap((lane) => lane.intents.map((intent) => ({ intent, laneId: lane.laneId }))),
  )
  accept(
    tables,
    now,
    ours.flatMap((lane) => lane.messages),
  )
  for (const over of ours.flatMap((lane) => lane.settled)) settle(tables, over)
  openExceptions(
    tables,
    ours.flatMap((lane) => lane.exceptions),
  )
  tables.approvals.push(...ours.flatMap((lane) => lane.approvals))
  tables.audit.push(...ours.flatMap((lane) => lane.audit))
  for (const lane of ours) {
    const turn = tables.laneById.get(lane.laneId)!
    if (lane.wakesWaiting) wakeWaiting(tables, now, turn)
    releaseLane(tables, now, turn)
  }
  const isReady = ({ laneId }: LaneCommit): boolean => {
    const { readyAt } = tables.laneById.get(laneId)!
    return readyAt !== null && readyAt <= now
  }
  const isTold = ({ messages }: LaneCommit): boolean => messages.some(({ after = 0 }) => after === 0)
  return {
    lost: lanes.filter((lane) => !ours.includes(lane)).map((lane) => lane.laneId),
    toJudge: ours.some((lane) => isReady(lane) || isTold(lane)),
  }
}

/** What PostgreSQL's keys would refuse, before anything is written. */
function assertWritable(tables: Tables, lanes: readonly LaneCommit[]): void {
  const attempts = lanes.flatMap((lane) => lane.runs).map((run) => nameOf(run.message.messageId, `${run.attempt}`))
  if (new Set(attempts).size < attempts.length || attempts.some((attempt) => tables.runs.has(attempt)))
    throw new Refused('23505', 'The database refused: a run of this attempt is there already')
  if (lanes.flatMap((lane) => lane.runs).some(({ sentence }) => sentence.includes('\0')))
    throw new Refused('22021', 'The database refused: invalid byte sequence for encoding "UTF8": 0x00')
  const keys = lanes.flatMap((lane) => lane.intents).map((intent) => intent.effectKey)
  if (new Set(keys).size < keys.length)
    throw new Refused('21000', 'The database refused: a row cannot be affected a second time')
  const messages = lanes.flatMap((lane) => lane.messages)
  assertNoneContradicts(messages, foreseen(tables, messages))
}

function judged(tables: Tables, now: Moment, run: RunRecord): void {
  const { messageId } = run.message
  const { becomes } = run
  tables.runs.set(nameOf(messageId, `${run.attempt}`), run)
  const row = tables.inbox.get(messageId)
  if (becomes.progress === 'closed') {
    if (row) tables.queue.get(row.laneId)!.splice(tables.queue.get(row.laneId)!.indexOf(row), 1)
    tables.inbox.delete(messageId)
    if (run.attempt > 1) heal(tables, messageId)
    return
  }
  if (!row) return
  row.progress = becomes.progress
  row.attempts = run.attempt
  row.readyAt = 'again' in becomes ? now + becomes.again : null
  delete row.waitsFor
  delete row.waits
  if (becomes.progress === 'waiting') Object.assign(row, { waitsFor: becomes.what, waits: becomes.waits })
}

function heal(tables: Tables, messageId: string): void {
  for (const exception of tables.exceptions) if (exception.messageId === messageId) exception.closedBy ??= 'hub'
}

/** What `settle-troubles.sql` does. */
function settle(tables: Tables, { plant, subject, code, reminder }: SettledTrouble): void {
  for (const exception of tables.exceptions) {
    const { message } = tables.journal.get(exception.messageId)!
    const isMeant = exception.plant === plant && exception.subject === subject && exception.code === code
    const isOver = !exception.intentId && !tables.inbox.has(exception.messageId)
    if (isMeant && isOver && (message.body as { name?: string }).name === reminder) exception.closedBy ??= 'hub'
  }
}

/** A message that is stopped again keeps one open exception. */
export function openExceptions(tables: Tables, given: readonly NewException[]): void {
  const open = tables.exceptions.filter((exception) => !exception.closedBy)
  for (const exception of given) {
    const known = open.filter(({ messageId }) => messageId === exception.messageId)
    if (known.length === 0) tables.exceptions.push({ ...exception })
    const { code, ownerRole, intentId, sentence, suggestion } = exception
    for (const row of known) Object.assign(row, { code, ownerRole, intentId, sentence, suggestion })
  }
}

/** What `wake-waiting.sql` does; true when somebody waited. */
export function wakeWaiting(tables: Tables, now: Moment, lane: Pick<Turn, 'id'>): boolean {
  const waiting = queueOf(tables, lane).filter((row) => row.progress === 'waiting')
  for (const row of waiting) row.readyAt = now
  return waiting.length > 0
}

/** What `release-lanes.sql` does. */
function releaseLane(tables: Tables, now: Moment, lane: Turn): void {
  const queue = queueOf(tables, lane)
  const first = queue.find((row) => row.message.nature === 'transition')
  const coming = queue.filter((row) => row.message.nature === 'movement' || row === first)
  const readyAt = coming.reduce<Moment | null>((soonest, row) => least(soonest, row.readyAt), null)
  lane.deaths = lane.deaths > 1 && readyAt !== null && readyAt <= now ? 2 : 0
  lane.suspect = null
  release(lane, {
    readyAt,
    urgency: coming.length > 0 ? Math.min(...coming.map((row) => urgencyNumber[row.message.urgency])) : null,
  })
}
