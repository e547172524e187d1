import { dryRun, type JudgeParts, type Prediction, type StandingLane } from '#engine'
import { writeAudit } from '#governance/audit'
import type { Json } from '#kernel/canonical-json'
import { Refused } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import { type Instant, seconds } from '#kernel/time'
import type { Message } from '#model/message'
import type { Call } from '#model/ports/port'

const sql = statementsIn(import.meta.url)
const findStopped = sql('find-stopped')
const createReplay = sql('create-replay')
const answerReplay = sql('answer-replay')
const readReplays = sql('read-replays')
const readReplayItems = sql('read-replay-items')
const tallyReplay = sql('tally-replay')

/** More than this at once needs a second person. */
export const ALONE = 100
/** More than this is not one replay. */
export const MOST = 10_000

/** Which of the open exceptions of a plant. */
export interface ReplayFilter {
  readonly ids?: readonly string[] | undefined
  readonly code?: string | undefined
  readonly flow?: string | undefined
  /** Opened from this moment on, and before that one. */
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
}

export interface ReplayWish {
  readonly plant: string
  readonly filter: ReplayFilter
  readonly facts: 'now' | 'recorded'
}

export interface ReplayRow {
  readonly replay_id: string
  readonly plant: string
  readonly filter: ReplayFilter
  readonly facts: 'now' | 'recorded'
  readonly per_minute: number
  readonly reason: string
  readonly asked_by: string
  readonly asked_at: Instant
  readonly state: 'asked' | 'running' | 'stopped' | 'rejected' | 'done'
  readonly answered_by: string | null
  readonly answered_at: Instant | null
  readonly answer_reason: string | null
  readonly finished_at: Instant | null
  readonly items: number
  readonly tried: number
  readonly refused: number
  readonly as_predicted: number
  readonly otherwise: number
  readonly unknown: number
}

export interface ReplayItemRow {
  readonly place: number
  readonly message_id: string
  readonly type: string
  readonly key: string
  readonly predicted: Prediction
  readonly tried_at: Instant | null
  readonly refused: string | null
  readonly actual: Prediction | null
  readonly agrees: boolean | null
}

/** One way for messages of a replay to end, as often as it was predicted and as often as it came. */
export interface Came {
  readonly verdict: string
  readonly code: string | null
  readonly predicted: number
  readonly actual: number
}

interface Stopped {
  readonly exception_id: string
  readonly message_id: string
  readonly type: string
  readonly key: string
  readonly attempt: number
}

export interface ReplayParts {
  readonly database: Database
  readonly home: string
  readonly judge: JudgeParts
  /** Messages in their lanes as they stand. */
  readonly standing: (messageIds: readonly string[]) => Promise<readonly StandingLane[]>
  /** The lane of a message that has not come. */
  readonly arriving: (message: Message) => Promise<StandingLane>
  readonly deadline: (after: number) => AbortSignal
}

export type ReplayBook = ReturnType<typeof replayBook>

/** What people may do about many stopped messages at once: look at what would happen, have it done, follow it. */
export function replayBook({ database, home, judge, standing, arriving, deadline }: ReplayParts) {
  const { ids, now } = judge
  const call = (): Call => ({ signal: deadline(seconds(20)), urgency: 'bulk' })

  async function predicted({ plant, filter, facts }: ReplayWish) {
    const stopped = await database.all<Stopped>(findStopped, [
      home,
      plant,
      filter.ids ?? null,
      filter.code ?? null,
      filter.flow ?? null,
      filter.since ?? null,
      filter.until ?? null,
      MOST + 1,
    ])
    if (stopped.length > MOST)
      throw new Refused('TOO_MANY', `More than ${MOST} exceptions are meant. Narrow them by code, flow or time.`)
    const predictions = await dryRun(await standing(stopped.map((one) => one.message_id)), facts, judge, call())
    return stopped.map((one) => ({
      ...one,
      predicted: predictions.get(one.message_id) ?? { unknown: 'The message is not there any more.' },
    }))
  }

  const note = (
    session: Parameters<typeof writeAudit>[0],
    replayId: string,
    by: string,
    plant: string,
    action: string,
    reason: string,
    after: Json,
  ) =>
    writeAudit(session, home, [
      {
        auditId: ids(),
        plant,
        at: now(),
        actor: by,
        action: `replay.${action}`,
        subject: `replay ${replayId}`,
        reason,
        after,
      },
    ])

  return {
    /** What would become of each now; nothing is kept. */
    preview: predicted,

    /** What would become of a message that has not come, by what its owners say now; nothing is kept. */
    async foretell(message: Message): Promise<Prediction> {
      const predictions = await dryRun([await arriving(message)], 'now', judge, call())
      return predictions.get(message.messageId) ?? { unknown: 'It would wait for its turn.' }
    },

    /** Refused NOTHING_TO_DO, TOO_MANY. Runs at once, unless it is so much that somebody else has to agree. */
    async ask(wish: ReplayWish & { readonly by: string; readonly reason: string; readonly perMinute: number }) {
      const items = await predicted(wish)
      if (items.length === 0) throw new Refused('NOTHING_TO_DO', 'No open exception is meant by this.')
      const replayId = ids()
      const state = items.length > ALONE ? 'asked' : 'running'
      const { by, plant, filter, facts, reason, perMinute } = wish
      await database.transaction(async (session) => {
        await session.all(createReplay, [
          replayId,
          home,
          plant,
          JSON.stringify(filter),
          facts,
          perMinute,
          reason,
          by,
          now(),
          state,
          items.map((item) => item.exception_id),
          items.map((item) => item.message_id),
          items.map((item) => item.attempt),
          items.map((item) => JSON.stringify(item.predicted)),
        ])
        await note(session, replayId, by, plant, 'asked', reason, { items: items.length, perMinute, state })
      })
      return replayId
    },

    /** Refused ALREADY_DONE when it is in another state than this needs. */
    async answer(
      replayId: string,
      {
        by,
        answer,
        reason,
      }: { readonly by: string; readonly answer: 'approve' | 'reject' | 'stop'; readonly reason: string },
    ): Promise<void> {
      const [state, from] = {
        approve: ['running', ['asked']],
        reject: ['rejected', ['asked']],
        stop: ['stopped', ['asked', 'running']],
      }[answer] as [string, string[]]
      await database.transaction(async (session) => {
        const [row] = await session.all<{ plant: string }>(answerReplay, [
          home,
          replayId,
          state,
          by,
          now(),
          reason,
          from,
        ])
        if (!row) throw new Refused('ALREADY_DONE', 'Somebody else has settled this meanwhile. Load the page again.')
        await note(session, replayId, by, row.plant, state, reason, {})
      })
    },

    list: (plants: readonly string[] | null) => database.all<ReplayRow>(readReplays, [home, plants, null]),
    async read(
      replayId: string,
    ): Promise<{ row: ReplayRow; items: readonly ReplayItemRow[]; came: readonly Came[] } | undefined> {
      const [row] = await database.all<ReplayRow>(readReplays, [home, null, replayId])
      if (!row) return undefined
      const [items, came] = await Promise.all([
        database.all<ReplayItemRow>(readReplayItems, [replayId]),
        database.all<Came>(tallyReplay, [replayId]),
      ])
      return { row, items, came }
    },
  }
}
