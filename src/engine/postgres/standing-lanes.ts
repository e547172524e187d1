import type pg from 'pg'
import type { RecordedFact } from '../runs/facts.ts'
import type { StandingLane } from '../runs/dry-run.ts'
import type { Message } from '#model/message'
import type { CaseFile, ClaimedMessage, Ruling } from '../store.ts'
import { columns } from './columns.ts'
import { messageFrom } from './lanes.ts'
import { retried } from './retried.ts'
import { statement } from './statements.ts'

const readStandingLanes = statement('read-standing-lanes')
const readCaseFiles = statement('read-case-files')

type Row = Record<string, unknown> & {
  readonly lane_id: number
  readonly message_id: string
  readonly seq: number
  readonly attempts: number
  readonly ruling: Ruling | null
  readonly facts: readonly RecordedFact[]
  readonly plant: string
  readonly stream: string
  readonly key: string
}

/** Messages in their lanes as they stand, as if somebody had just had them judged again. */
export async function standingLanes(
  pool: Pick<pg.Pool, 'query'>,
  home: string,
  messageIds: readonly string[],
): Promise<readonly StandingLane[]> {
  const { rows } = await pool.query<Row>({ ...readStandingLanes, values: [messageIds] })
  if (rows.length === 0) return []
  const lanes = [...Map.groupBy(rows, ({ lane_id }) => lane_id).values()]
  const { rows: files } = await pool.query<CaseFile>({
    ...readCaseFiles,
    values: [
      home,
      ...columns(
        lanes.map(([first]) => first!),
        (row) => row.plant,
        (row) => row.stream,
        (row) => row.key,
      ),
    ],
  })
  const fileOf = new Map(files.map((file) => [`${file.plant} ${file.kind} ${file.key}`, file]))
  return lanes.map((work) => {
    const [{ lane_id: laneId, plant, stream, key }] = work as [Row]
    const file = fileOf.get(`${plant} ${stream} ${key}`)
    return {
      laneId,
      epoch: 0,
      urgency: 'bulk',
      files: file ? [file] : [],
      work: work.map(standing),
      recorded: new Map(work.map((row) => [row.message_id, row.facts])),
    }
  })
}

/** The lane of a message that has not come yet, as it stands: what would be judged if it came now. */
export async function arrivingLane(
  pool: Pick<pg.Pool, 'query'>,
  home: string,
  message: Message,
): Promise<StandingLane> {
  const { plant, stream, key } = message
  const { rows: files } = await pool.query<CaseFile>({ ...readCaseFiles, values: [home, [plant], [stream], [key]] })
  return { laneId: 0, epoch: 0, urgency: 'bulk', files, work: [{ message, seq: 0, attempts: 0 }], recorded: new Map() }
}

const standing = (row: Row): ClaimedMessage => ({
  message: messageFrom(row),
  seq: row.seq,
  attempts: row.attempts,
  ruling: retried({ by: 'dry run', reason: 'dry run' }, { ruling: row.ruling ?? undefined, attempt: row.attempts }),
})
