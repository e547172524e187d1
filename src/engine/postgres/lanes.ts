import type pg from 'pg'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { writeAudit } from '#governance/audit'
import type { Message } from '#model/message'
import { namesIn } from '#model/names'
import { assertNoneContradicts } from '../inbox/whole.ts'
import type { CaseFile, ClaimedLane, LaneClaim, LaneCommit, NewException, RunRecord } from '../store.ts'
import { columns, jsonText, urgencyName, urgencyNumber } from './columns.ts'
import { sqlOf, transaction } from './connect.ts'
import { acceptWith } from './inbox.ts'
import { statement } from './statements.ts'

type Session = Pick<pg.Pool, 'query'>

const claimLanesStatement = statement('claim-lanes')
const readLaneWork = statement('read-lane-work')
const readCaseFiles = statement('read-case-files')
const holdFence = statement('hold-fence')
const recordRuns = statement('record-runs')
const nameMessages = statement('name-messages')
const closeMessages = statement('close-messages')
const keepMessages = statement('keep-messages')
const deferMessages = statement('defer-messages')
const writeCaseFiles = statement('write-case-files')
const planIntents = statement('plan-intents')
const openExceptionsStatement = statement('open-exceptions')
const healExceptions = statement('heal-exceptions')
const settleTroubles = statement('settle-troubles')
const askApprovals = statement('ask-approvals')
const wakeWaiting = statement('wake-waiting')
const queuePassed = statement('queue-passed')
const releaseLanes = statement('release-lanes')

interface LaneRow {
  lane_id: number
  epoch: number
  plant: string
  stream: string
  key: string
}

type WorkRow = Record<string, never> & {
  lane_id: number
  seq: number
  attempts: number
  wait_until: string | null
  ruling: ClaimedLane['work'][number]['ruling'] | null
}

export async function claimLanes(pool: pg.Pool, home: string, claim: LaneClaim): Promise<readonly ClaimedLane[]> {
  const { rows: lanes } = await pool.query<LaneRow>({
    ...claimLanesStatement,
    values: [claim.owner, claim.urgencies.map((urgency) => urgencyNumber[urgency]), claim.lanes, claim.lease, home],
  })
  if (lanes.length === 0) return []
  const [{ rows: work }, { rows: files }] = await Promise.all([
    pool.query<WorkRow>({ ...readLaneWork, values: [lanes.map((lane) => lane.lane_id), claim.messagesPerLane] }),
    pool.query<CaseFile>({
      ...readCaseFiles,
      values: [
        home,
        ...columns(
          lanes,
          (lane) => lane.plant,
          (lane) => lane.stream,
          (lane) => lane.key,
        ),
      ],
    }),
  ])
  const byLane = Map.groupBy(work, (row) => row.lane_id)
  const fileOf = new Map(files.map((file) => [`${file.plant} ${file.kind} ${file.key}`, file]))
  return lanes.map((lane) => {
    const file = fileOf.get(`${lane.plant} ${lane.stream} ${lane.key}`)
    return {
      laneId: lane.lane_id,
      epoch: lane.epoch,
      work: (byLane.get(lane.lane_id) ?? []).map((row) => ({
        message: messageFrom(row),
        seq: row.seq,
        attempts: row.attempts,
        ...(row.wait_until ? { waitUntil: row.wait_until } : {}),
        ...(row.ruling ? { ruling: row.ruling } : {}),
      })),
      files: file ? [file] : [],
    }
  })
}

export function messageFrom(row: Record<string, unknown>): Message {
  const text = (name: string) => row[name] as string
  const optional = (field: string, name: string) => (row[name] == null ? {} : { [field]: row[name] as string })
  return {
    messageId: text('message_id'),
    plant: text('plant'),
    source: text('source'),
    id: text('id'),
    type: text('type'),
    stream: text('stream') as Message['stream'],
    key: text('key'),
    nature: text('nature') as Message['nature'],
    urgency: urgencyName[row['urgency'] as 0 | 1],
    occurredAt: text('occurred_at'),
    receivedAt: text('received_at'),
    correlation: text('correlation'),
    origin: text('origin'),
    receivedFrom: text('received_from'),
    body: row['body'] as Json,
    ...optional('recordedAt', 'recorded_at'),
    ...optional('causation', 'causation'),
    ...optional('traceparent', 'traceparent'),
    ...optional('actor', 'actor'),
    ...optional('wire', 'wire'),
  }
}

export async function commitRuns(
  pool: pg.Pool,
  home: string,
  lanes: readonly LaneCommit[],
): Promise<{ lost: readonly number[] }> {
  return transaction(pool, async (session) => {
    const { rows } = await session.query<{ lane_id: number }>({
      ...holdFence,
      values: columns(
        lanes,
        (lane) => lane.laneId,
        (lane) => lane.epoch,
      ),
    })
    const held = new Set(rows.map((row) => row.lane_id))
    const ours = lanes.filter((lane) => held.has(lane.laneId))

    const readTo = await queueWhatIsKept(session, ours)
    const runs = ours.flatMap((lane) => lane.runs)
    await closeWith(session, home, runs)
    await defer(session, ours)
    await writeFiles(session, home, ours)
    await plan(session, home, ours)
    await tell(session, home, ours)
    await settle(session, home, ours)
    await openExceptions(
      session,
      home,
      ours.flatMap((lane) => lane.exceptions),
    )
    await ask(session, home, ours)
    await writeAudit(
      sqlOf(session),
      home,
      ours.flatMap((lane) => lane.audit),
    )

    const woken = ours.filter((lane) => lane.wakesWaiting).map((lane) => lane.laneId)
    if (woken.length > 0) await session.query({ ...wakeWaiting, values: [woken] })
    if (held.size > 0) await session.query({ ...releaseLanes, values: [[...readTo.keys()], [...readTo.values()]] })
    return { lost: lanes.filter((lane) => !held.has(lane.laneId)).map((lane) => lane.laneId) }
  })
}

/** What was looked at and is not over goes into the inbox; answers how far each lane is read with that. */
async function queueWhatIsKept(session: Session, lanes: readonly LaneCommit[]): Promise<ReadonlyMap<number, number>> {
  if (lanes.length === 0) return new Map()
  const handled = lanes.flatMap(({ laneId, runs, deferred }) => [
    ...runs.map(({ message, becomes }) => ({
      laneId,
      messageId: message.messageId,
      isClosed: becomes.progress === 'closed',
    })),
    ...deferred.map(({ messageId }) => ({ laneId, messageId, isClosed: false })),
  ])
  const { rows } = await session.query<{ lane_id: number; now_to: number }>({
    ...queuePassed,
    values: [
      lanes.map(({ laneId }) => laneId),
      ...columns(
        handled,
        ({ laneId }) => laneId,
        ({ messageId }) => messageId,
        ({ isClosed }) => isClosed,
      ),
    ],
  })
  return new Map(rows.map(({ lane_id, now_to }) => [lane_id, now_to]))
}

/** Writes down what was judged, and what becomes of each message. */
export async function closeWith(session: Session, home: string, runs: readonly RunRecord[]): Promise<void> {
  if (runs.length === 0) return
  await session.query({
    ...recordRuns,
    values: [
      home,
      ...columns(
        runs,
        (run) => run.message.messageId,
        (run) => run.attempt,
        (run) => run.message.plant,
        (run) => run.flow,
        (run) => run.flowVersion,
        (run) => run.verdict,
        (run) => run.code,
        (run) => run.sentence,
        (run) => jsonText(run.facts),
        (run) => jsonText(run.outcome),
        (run) => run.decidedAt,
        (run) => run.mode,
        (run) => run.rules ?? null,
      ),
    ],
  })
  await name(session, runs)
  const closed = runs.filter((run) => run.becomes.progress === 'closed').map((run) => run.message.messageId)
  const kept = runs.filter((run) => run.becomes.progress !== 'closed')
  if (closed.length > 0) await session.query({ ...closeMessages, values: [closed] })
  const healed = runs.filter((run) => run.becomes.progress === 'closed' && run.attempt > 1)
  if (healed.length > 0)
    await session.query({
      ...healExceptions,
      values: [healed.map((run) => run.message.messageId), healed[0]!.decidedAt],
    })
  if (kept.length > 0)
    await session.query({
      ...keepMessages,
      values: columns(
        kept,
        (run) => run.message.messageId,
        (run) => run.becomes.progress,
        (run) => run.attempt,
        (run) => ('again' in run.becomes ? run.becomes.again : null),
        (run) => (run.becomes.progress === 'waiting' ? run.becomes.what : null),
        (run) => (run.becomes.progress === 'waiting' ? run.becomes.until : null),
      ),
    })
}

async function settle(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
  const over = lanes.flatMap((lane) => lane.settled)
  if (over.length === 0) return
  await session.query({
    ...settleTroubles,
    values: [
      home,
      ...columns(
        over,
        (one) => one.plant,
        (one) => one.subject,
        (one) => one.code,
        (one) => one.reminder,
        (one) => one.at,
      ),
    ],
  })
}

/** Not while it is accepted, which must be quick, but as soon as it is judged for the first time. */
async function name(session: Session, runs: readonly RunRecord[]): Promise<void> {
  const named = runs
    .filter(({ attempt }) => attempt === 1)
    .flatMap(({ message: { messageId, body } }) => namesIn(body).map((word) => ({ word, messageId })))
  if (named.length === 0) return
  await session.query({
    ...nameMessages,
    values: columns(
      named,
      ({ word }) => word,
      ({ messageId }) => messageId,
    ),
  })
}

async function defer(session: Session, lanes: readonly LaneCommit[]): Promise<void> {
  const deferred = lanes.flatMap((lane) => lane.deferred)
  if (deferred.length === 0) return
  await session.query({
    ...deferMessages,
    values: columns(
      deferred,
      (message) => message.messageId,
      (message) => message.again,
      (message) => message.because,
    ),
  })
}

async function writeFiles(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
  const files = lanes.flatMap((lane) => lane.files.map((file) => ({ ...file, at: lane.runs.at(-1)?.decidedAt })))
  if (files.length === 0) return
  await session.query({
    ...writeCaseFiles,
    values: [
      home,
      ...columns(
        files,
        (file) => file.plant,
        (file) => file.kind,
        (file) => file.key,
        (file) => file.state,
        (file) => file.version,
        (file) => jsonText(file.data),
        (file) => file.at,
      ),
    ],
  })
}

async function plan(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
  const intents = lanes.flatMap((lane) => lane.intents.map((intent) => ({ ...intent, laneId: lane.laneId })))
  if (intents.length === 0) return
  await session.query({
    ...planIntents,
    values: [
      home,
      ...columns(
        intents,
        (intent) => intent.intentId,
        (intent) => intent.effectKey,
        (intent) => intent.plant,
        (intent) => intent.system,
        (intent) => intent.port,
        (intent) => intent.operation,
        (intent) => urgencyNumber[intent.urgency],
        (intent) => intent.conflict,
        (intent) => intent.messageId,
        (intent) => intent.laneId,
        (intent) => intent.flow,
        (intent) => intent.answers,
        (intent) => intent.correlation,
        (intent) => intent.traceparent,
        (intent) => intent.actor,
        (intent) => intent.occurredAt,
        (intent) => jsonText(intent.body),
        (intent) => intent.mode,
        (intent) => intent.plannedAt,
      ),
    ],
  })
}

async function tell(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
  const messages = lanes.flatMap((lane) => lane.messages)
  if (messages.length > 0) assertNoneContradicts(messages, await acceptWith(session, home, messages))
}

export async function openExceptions(
  session: Session,
  home: string,
  exceptions: readonly NewException[],
): Promise<void> {
  if (exceptions.length === 0) return
  await session.query({
    ...openExceptionsStatement,
    values: [
      home,
      ...columns(
        exceptions,
        (e) => e.exceptionId,
        (e) => e.plant,
        (e) => e.code,
        (e) => e.ownerRole,
        (e) => e.messageId,
        (e) => e.intentId,
        (e) => e.flow,
        (e) => e.subject,
        (e) => e.sentence,
        (e) => e.suggestion,
        (e) => e.openedAt,
      ),
    ],
  })
}

async function ask(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
  const approvals = lanes.flatMap((lane) => lane.approvals.map((approval) => ({ ...approval, laneId: lane.laneId })))
  if (approvals.length === 0) return
  await session.query({
    ...askApprovals,
    values: [
      home,
      ...columns(
        approvals,
        (a) => a.approvalId,
        (a) => a.plant,
        (a) => a.messageId,
        (a) => a.laneId,
        (a) => a.flow,
        (a) => a.role,
        (a) => a.question,
        (a) => jsonText(a.shown),
        (a) => sha256(canonicalJson(a.shown)),
        (a) => jsonText(a.yes),
        (a) => a.askedAt,
        (a) => a.expiresAt,
      ),
    ],
  })
}
