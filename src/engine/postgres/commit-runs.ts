import type pg from 'pg'
import { writeAudit } from '#governance/audit'
import { assertNoneContradicts } from '../inbox/whole.ts'
import type { LaneCommit, RunsCommitted } from '../store.ts'
import { columns } from './columns.ts'
import { sqlOf, transaction } from './connect.ts'
import { acceptWith } from './inbox.ts'
import { ask, closeWith, openExceptions, plan, settle, writeFiles } from './judged.ts'
import { statement } from './statements.ts'

const holdFence = statement('hold-fence')
const deferMessages = statement('defer-messages')
const takeTurnsByNumber = statement('take-turns-by-number')
const wakeWaiting = statement('wake-waiting')
const queuePassed = statement('queue-passed')
const releaseLanes = statement('release-lanes')

type Session = Pick<pg.Pool, 'query'>

/** Commits what lanes came to, whole, as far as their fences still hold; and lets the lanes go. */
export async function commitRuns(pool: pg.Pool, home: string, lanes: readonly LaneCommit[]): Promise<RunsCommitted> {
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
    const yielding = ours.flatMap((lane) => lane.yielding)
    if (yielding.length > 0) await session.query({ ...takeTurnsByNumber, values: [yielding] })
    await writeFiles(session, home, ours)
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
    // Late, because senders who bring answers for the same conflict keys wait from here to the commit.
    await plan(session, home, ours)
    const released =
      held.size > 0
        ? await session.query<{ is_ready: boolean | null }>({
            ...releaseLanes,
            values: [[...readTo.keys()], [...readTo.values()]],
          })
        : undefined
    return {
      lost: lanes.filter((lane) => !held.has(lane.laneId)).map((lane) => lane.laneId),
      toJudge: isToldNow(ours) || Boolean(released?.rows.some((lane) => lane.is_ready)),
    }
  })
}

/** Reminders come later; what else is told may be of a lane that nobody looks at yet. */
const isToldNow = (lanes: readonly LaneCommit[]): boolean =>
  lanes.some(({ messages }) => messages.some(({ after = 0 }) => after === 0))

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

async function tell(session: Session, home: string, lanes: readonly LaneCommit[]): Promise<void> {
  const messages = lanes.flatMap((lane) => lane.messages)
  if (messages.length > 0) assertNoneContradicts(messages, await acceptWith(session, home, messages))
}
