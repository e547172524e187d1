import type pg from 'pg'
import type { Json } from '#kernel/canonical-json'
import type { Message } from '#model/message'
import { type CaseFile, type ClaimedLane, type LaneClaim, shareOf, type Waits } from '../store.ts'
import { columns, urgencyName, urgencyNumber } from './columns.ts'
import { statement } from './statements.ts'

const claimLanesStatement = statement('claim-lanes')
const claimAlone = statement('claim-alone')
const nameSuspect = statement('name-suspect')
const readLaneWork = statement('read-lane-work')
const readCaseFiles = statement('read-case-files')

interface LaneRow {
  lane_id: number
  epoch: number
  urgency: number
  plant: string
  stream: string
  key: string
}

type WorkRow = Record<string, never> & {
  lane_id: number
  seq: number
  attempts: number
  waits: Waits | null
  ruling: ClaimedLane['work'][number]['ruling'] | null
}

export async function claimLanes(pool: pg.Pool, home: string, claim: LaneClaim): Promise<readonly ClaimedLane[]> {
  const lanes = await taken(pool, home, claim)
  if (lanes.length === 0) return []
  const [{ rows: work }, { rows: files }] = await Promise.all([
    pool.query<WorkRow>({ ...readLaneWork, values: [lanes.map((lane) => lane.lane_id), shareOf(claim, lanes.length)] }),
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
  const killed = claim.alone ? await killedBy(pool, lanes[0]!, work[0]) : 0
  const byLane = Map.groupBy(work, (row) => row.lane_id)
  const fileOf = new Map(files.map((file) => [`${file.plant} ${file.kind} ${file.key}`, file]))
  return lanes.map((lane) => {
    const file = fileOf.get(`${lane.plant} ${lane.stream} ${lane.key}`)
    return {
      laneId: lane.lane_id,
      epoch: lane.epoch,
      urgency: urgencyName[lane.urgency]!,
      work: (byLane.get(lane.lane_id) ?? []).map((row) => ({
        message: messageFrom(row),
        seq: row.seq,
        attempts: row.attempts,
        ...(row.waits ? { waits: row.waits } : {}),
        ...(row.ruling ? { ruling: row.ruling } : {}),
      })),
      files: file ? [file] : [],
      ...(killed > 0 ? { killed } : {}),
    }
  })
}

async function taken(pool: pg.Pool, home: string, claim: LaneClaim): Promise<readonly LaneRow[]> {
  const { owner, lease } = claim
  const urgencies = claim.urgencies.map((urgency) => urgencyNumber[urgency])
  const wish = claim.alone
    ? { ...claimAlone, values: [owner, urgencies, lease, home] }
    : { ...claimLanesStatement, values: [owner, urgencies, claim.lanes, lease, home] }
  return (await pool.query<LaneRow>(wish)).rows
}

/** How many processes this message has killed; said before it is judged, so that this one counts too. */
async function killedBy(pool: pg.Pool, { lane_id, epoch }: LaneRow, work: WorkRow | undefined): Promise<number> {
  if (!work) return 0
  const values = [lane_id, epoch, work['message_id']]
  const { rows } = await pool.query<{ killed: number }>({ ...nameSuspect, values })
  return rows[0]?.killed ?? 0
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
    ...optional('sequence', 'sequence'),
  }
}
