import { type Board, endOf, lay, pieceOf } from './board.ts'
import { openOf } from './draft.ts'
import { handsOn, type Rest } from './hand-on.ts'
import type { Job } from './indexed.ts'
import { fit } from './open-time.ts'
import { roomFor } from './timeline.ts'

/** What is under way goes on where it is, unless a leave interrupts it and the draft has another take over. */
export function layStarted(board: Board, job: Job): Rest | 'laid' | undefined {
  const { problem, draft, units } = board
  const { centre } = job.choices[job.usual]!
  const { left } = job.operation.started!
  const open = openOf(problem.centres[centre]!, draft.overtime[centre]!)
  const span = fit(open, problem.workload.now, left, true)
  const unit = units[centre]!.findIndex((timeline) => timeline.length === 0)
  if (!span || unit < 0) return undefined
  const family = job.operation.setup?.family
  const block = { job: job.nth, family, setup: 0, minutes: left, ...span }
  const rest = handsOn(board, job, { at: 0, centre, unit, block })
  if (rest) return rest
  lay(board, { at: 0, centre, unit, block })
  return 'laid'
}

/**
 * What begins within the frozen horizon stays where it is, unless its work centre is down then or what it needs is
 * not there.
 */
export function keepsPlace(board: Board, job: Job): boolean {
  const { problem, draft, units } = board
  const { centre, minutes } = job.choices[job.usual]!
  const at = job.plannedAt!
  if (job.ready > at || job.after.some((one) => endOf(board, one) > at)) return false
  for (const [unit, timeline] of units[centre]!.entries()) {
    const room = roomFor(timeline, openOf(problem.centres[centre]!, draft.overtime[centre]!), pieceOf(job, minutes), at)
    if (room?.block.begins !== at) continue
    const { leaves } = problem.centres[centre]!
    if (leaves.some(({ begins, ends }) => begins < room.block.ends && at < ends)) return false
    lay(board, { ...room, centre, unit })
    return true
  }
  return false
}
