import { type Board, lay, type RoomAt } from './board.ts'
import { openOf } from './draft.ts'
import type { Job } from './indexed.ts'
import { fit, minutesIn } from './open-time.ts'
import type { Minute } from './workload.ts'

/** What is left of an operation for another work centre, from when on. */
export interface Rest {
  readonly centre: number
  readonly minutes: number
  readonly from: Minute
}

/**
 * Where a leave would interrupt an operation and the draft has another choice take over: lays what is done until the
 * leave, and answers the rest. The other work centre takes for its share as much of its own time.
 */
export function handsOn(board: Board, job: Job, room: RoomAt): Rest | undefined {
  const { problem, draft } = board
  const takesOver = job.choices[draft.rest[job.nth]!]
  const { centre, block } = room
  if (!takesOver || takesOver.centre === centre || !job.operation.mayPause) return undefined
  const from = job.operation.started ? problem.workload.now : block.begins
  const leave = problem.centres[centre]!.leaves.filter(
    ({ begins, ends }) => ends > from && begins < block.ends,
  ).toSorted((one, other) => one.begins - other.begins)[0]
  if (!leave) return undefined
  const open = openOf(problem.centres[centre]!, draft.overtime[centre]!)
  const until = Math.max(leave.begins, from)
  const worked = Math.max(0, minutesIn(open, { begins: block.begins, ends: until }) - block.setup)
  const share = (block.minutes - worked) / job.choices.find((one) => one.centre === centre)!.minutes
  const minutes = Math.ceil(share * takesOver.minutes)
  if (worked === 0) return { centre: takesOver.centre, minutes, from: until }
  const { ends } = fit(open, block.begins, block.setup + worked, true)!
  lay(board, { ...room, block: { ...block, minutes: worked, ends } })
  return { centre: takesOver.centre, minutes, from: ends }
}
