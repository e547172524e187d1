import type pg from 'pg'
import { canonicalJson, sha256 } from '#kernel/canonical-json'
import { namesIn } from '#model/names'
import type { LaneCommit, NewException, RunRecord } from '../store.ts'
import { columns, jsonText, urgencyNumber } from './columns.ts'
import { statement } from './statements.ts'

const recordRuns = statement('record-runs')
const nameMessages = statement('name-messages')
const closeMessages = statement('close-messages')
const keepMessages = statement('keep-messages')
const writeCaseFiles = statement('write-case-files')
const planIntents = statement('plan-intents')
const openExceptionsStatement = statement('open-exceptions')
const healExceptions = statement('heal-exceptions')
const settleTroubles = statement('settle-troubles')
const askApprovals = statement('ask-approvals')

/** What judgements leave in the database, each kind by one statement, all in the transaction of their lanes. */
type Session = Pick<pg.Pool, 'query'>

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
        (run) => (run.becomes.progress === 'waiting' ? jsonText(run.becomes.waits) : null),
      ),
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

export async function settle(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
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

export async function writeFiles(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
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

export async function plan(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
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
        (intent) => jsonText(intent.receipt),
      ),
    ],
  })
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

export async function ask(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
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
