import type pg from 'pg'
import type { Statement } from '#kernel/sql'
import type { Duration } from '#kernel/time'
import type { Lease, Posting, PostingQuestion, SequenceQuestion, Sequences, Store } from '../store.ts'
import { columns } from './columns.ts'
import { databaseFailure } from './connect.ts'
import { accepting } from './inbox.ts'
import { commitRuns } from './commit-runs.ts'
import { claimLanes } from './lanes.ts'
import { claimEffects, commitAnswers, systemsToSend } from './outbox.ts'
import { statement } from './statements.ts'

const readEventPostings = statement('read-event-postings')
const renewLanes = statement('renew-lanes')
const renewConflicts = statement('renew-conflicts')
const giveBackLanes = statement('give-back-lanes')
const giveBackConflicts = statement('give-back-conflicts')
const readLanePostings = statement('read-lane-postings')
const readSequencesStatement = statement('read-sequences')

/**
 * The named operations, kept by PostgreSQL. `home` is this hub; it works on the lanes that live here. The door has
 * sessions of its own, so that it never waits for work that is done.
 */
export function postgresStore(pool: pg.Pool, home: string, door: pg.Pool = pool): Store {
  const accept = accepting(door, home)
  const forEachOf = async (what: Statement, held: readonly Lease[], ...more: readonly Duration[]) => {
    if (held.length === 0) return
    const values = columns(
      held,
      ({ id }) => id,
      ({ epoch }) => epoch,
    )
    await pool.query({ ...what, values: [...values, ...more] })
  }
  return {
    accept: (messages) =>
      accept(messages).catch((error) => {
        throw databaseFailure(error, true)
      }),
    claimLanes: (claim) => claimLanes(pool, home, claim),
    commitRuns: (_owner, lanes) => commitRuns(pool, home, lanes),
    systemsToSend: (systems) => systemsToSend(pool, home, systems),
    claimEffects: (claim) => claimEffects(pool, home, claim),
    commitAnswers: (_owner, conflicts) => commitAnswers(pool, home, conflicts),
    renewLeases: async ({ lanes, conflicts }, lease) => {
      await Promise.all([forEachOf(renewLanes, lanes, lease), forEachOf(renewConflicts, conflicts, lease)])
    },
    giveBack: async ({ lanes, conflicts }) => {
      await Promise.all([forEachOf(giveBackLanes, lanes), forEachOf(giveBackConflicts, conflicts)])
    },
    readPostings: (questions) => readPostings(pool, home, questions),
    readSequences: (questions) => readSequences(pool, home, questions),
  }
}

async function readSequences(
  pool: pg.Pool,
  home: string,
  questions: readonly SequenceQuestion[],
): Promise<readonly Sequences[]> {
  const asked = questions.map((question, place) => ({ ...question, place }))
  const { rows } = await pool.query<Sequences & { place: number }>({
    ...readSequencesStatement,
    values: [
      home,
      ...columns(
        asked,
        (q) => q.place,
        (q) => q.plant,
        (q) => q.stream,
        (q) => q.key,
        (q) => q.source,
        (q) => q.nature,
        (q) => q.number,
        (q) => q.seq,
      ),
    ],
  })
  const told = new Map(rows.map(({ place, ...sequences }) => [place, sequences]))
  return questions.map((_, place) => told.get(place) ?? { passed: 0, reached: 0, late: false, numbers: [] })
}

async function readPostings(
  pool: pg.Pool,
  home: string,
  questions: readonly PostingQuestion[],
): Promise<readonly (readonly Posting[])[]> {
  const asked = questions.map((question, place) => ({ ...question, place }))
  const events = asked.filter((question) => question.kind === 'event')
  const lanes = asked.filter((question) => question.kind === 'lane')
  const [byEvent, byLane] = await Promise.all([
    events.length === 0
      ? { rows: [] }
      : pool.query<PostingRow>({
          ...readEventPostings,
          values: columns(
            events,
            (q) => q.place,
            (q) => q.plant,
            (q) => q.source,
            (q) => q.id,
          ),
        }),
    lanes.length === 0
      ? { rows: [] }
      : pool.query<PostingRow>({
          ...readLanePostings,
          values: [
            home,
            ...columns(
              lanes,
              (q) => q.place,
              (q) => q.plant,
              (q) => q.stream,
              (q) => q.key,
            ),
          ],
        }),
  ])
  const answers: Posting[][] = questions.map(() => [])
  for (const row of [...byEvent.rows, ...byLane.rows])
    answers[row.place]!.push({
      messageId: row.message_id,
      seq: row.seq,
      nature: row.nature,
      source: row.source,
      id: row.id,
      type: row.type,
      body: row.body,
      progress: row.progress,
      effects: row.effects,
    })
  return answers
}

interface PostingRow extends Omit<Posting, 'messageId'> {
  readonly place: number
  readonly message_id: string
}
