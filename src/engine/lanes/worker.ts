import type { AuditEntry } from '#governance/audit'
import type { Json } from '#kernel/json'
import { Refused } from '#kernel/failure'
import { type Duration, seconds } from '#kernel/time'
import type { Call, Urgency } from '#model/ports/port'
import type { CrashPoint } from '../connections.ts'
import type { Holdings } from '../leases.ts'
import { isKiller, type JudgeParts, LaneWork } from '../runs/lane-work.ts'
import { judgeRound } from '../runs/round.ts'
import type { ClaimedLane, Store } from '../store.ts'
import type { Telemetry } from '../telemetry.ts'

/** Leases are short: what a dead process held is taken over within them. */
export const LEASE = seconds(8)

export interface WorkerParts extends JudgeParts {
  readonly store: Store
  readonly owner: string
  readonly holdings: Holdings
  readonly crash: CrashPoint
  readonly telemetry?: Telemetry
  /** A signal that aborts after a while. */
  readonly deadline: (after: Duration) => AbortSignal
}

export interface WorkerBudget {
  readonly urgencies: readonly Urgency[]
  readonly lanes: number
  readonly messagesPerLane: number
  readonly messages: number
  /** Works on lanes whose owners died, and on no others. */
  readonly alone?: boolean
}

export interface WorkerTurn {
  /** How many messages; none means that nothing was ready. */
  readonly judged: number
  /** More may be ready now: this turn was full, took what is urgent alone, or has made something ready. */
  readonly more: boolean
}

/**
 * One turn: takes lanes, judges what is ready in them, commits. Everything before the commit may be repeated by whoever
 * takes the lanes next.
 */
export async function workerTurn(parts: WorkerParts, budget: WorkerBudget): Promise<WorkerTurn> {
  const { store, owner, crash } = parts
  const lanes = await store.claimLanes({ owner, ...budget, lease: LEASE })
  if (lanes.length === 0) return { judged: 0, more: false }
  using held = parts.holdings.holdLanes(lanes)
  await crash('lanes.after-claim', () => toBeJudged(lanes))

  const works = lanes.map((lane) => new LaneWork(lane, parts))
  const rounds = Math.max(...lanes.map((lane) => lane.work.length))
  for (let round = 0; round < rounds; round++) await judgeRound(works, round, parts, callOf(parts, lanes))

  await crash('runs.before-commit')
  const { written, toJudge } = await commitAll(parts, works)
  held.done()
  await crash('runs.after-commit')
  for (const { runs } of written) for (const run of runs) parts.telemetry?.judged(run)
  const judged = works.reduce((count, work) => count + work.runs.length, 0)
  const isFull = lanes.length >= budget.lanes
  return { judged, more: judged > 0 && (toJudge || isFull || mayHaveLeftBulk(lanes, budget)) }
}

const mayHaveLeftBulk = (lanes: readonly ClaimedLane[], { urgencies }: WorkerBudget): boolean =>
  urgencies.includes('bulk') && lanes.some(({ urgency }) => urgency === 'critical')

interface Written {
  readonly written: readonly LaneWork[]
  readonly toJudge: boolean
}

/**
 * What the database cannot hold is found lane by lane, and in its lane message by message, so that it takes nothing else
 * with it. Answers what was written.
 */
async function commitAll(parts: WorkerParts, works: readonly LaneWork[]): Promise<Written> {
  const commit = async (some: readonly LaneWork[]): Promise<Written> => {
    const { lost, toJudge } = await parts.store.commitRuns(
      parts.owner,
      some.map((work) => work.commit(auditOf(parts, work))),
    )
    return { written: some.filter(({ lane }) => !lost.includes(lane.laneId)), toJudge }
  }
  try {
    return await commit(works)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const [only] = works
    // What comes after the first is judged in the next turn, where the first is out of its way.
    if (only && works.length === 1)
      return commit([only.firstAlone()]).catch((failure) => {
        if (!(failure instanceof Refused)) throw failure
        return commit([only.firstUnwritable(failure)])
      })
    const written: LaneWork[] = []
    for (const work of works) written.push(...(await commitAll(parts, [work])).written)
    return { written, toJudge: true }
  }
}

const toBeJudged = (lanes: readonly ClaimedLane[]): readonly string[] =>
  lanes.filter((lane) => !isKiller(lane)).flatMap(({ work }) => work.map(({ message }) => message.id))

const callOf = ({ deadline }: WorkerParts, lanes: readonly ClaimedLane[]): Call => ({
  signal: deadline(LEASE - seconds(2)),
  urgency: lanes.some((lane) => lane.urgency === 'critical') ? 'critical' : 'bulk',
})

const auditOf = (parts: WorkerParts, work: LaneWork): readonly AuditEntry[] => [
  ...auditOfRuns(parts, work),
  ...auditOfStanding(parts, work),
]

/** What is confirmed without having been sent has the row of any confirmation. */
const auditOfStanding = ({ ids, owner }: WorkerParts, work: LaneWork): readonly AuditEntry[] =>
  work.standing.map(({ effectKey, plant, plannedAt, messageId, system, port, operation, receipt }) => ({
    auditId: ids(),
    plant,
    at: plannedAt,
    actor: `hub:${owner}`,
    action: 'effect.confirmed',
    subject: messageId,
    after: { effect: effectKey, system, operation: `${port}.${operation}`, receipt: receipt as unknown as Json },
  }))

const auditOfRuns = ({ ids, owner }: WorkerParts, work: LaneWork): readonly AuditEntry[] =>
  work.runs.map((run) => ({
    auditId: ids(),
    plant: run.message.plant,
    at: run.decidedAt,
    actor: `hub:${owner}`,
    action: 'message.judged',
    subject: run.message.messageId,
    after: {
      flow: run.flow,
      version: run.flowVersion,
      attempt: run.attempt,
      verdict: run.verdict,
      code: run.code,
      sentence: run.sentence,
    },
  }))
