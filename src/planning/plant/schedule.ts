import { type Board, emptyBoard, endOf, lay, type Part, pieceOf, soonest } from './board.ts'
import { type Draft, withAllBefore } from './draft.ts'
import { keepsPlace, layStarted } from './fixed.ts'
import { handsOn, type Rest } from './hand-on.ts'
import type { Indexed, Job } from './indexed.ts'

/** For each operation its parts, in their order. */
export type Schedule = readonly (readonly Part[])[]

/**
 * Carries out a draft: what is under way goes on, what is frozen stays, and all else takes the soonest room there is,
 * in the draft's order. Answers the operation that finds no room in the calendars, where that is so.
 */
export function scheduled(problem: Indexed, draft: Draft): Schedule | Job {
  const board = emptyBoard(problem, draft)
  const { jobs } = problem
  const rests = new Map<number, Rest>()
  /** What is not laid yet. */
  const open = new Set(draft.sequence)
  for (const job of jobs) {
    if (!job.operation.started) continue
    const laid = layStarted(board, job)
    if (!laid) return job
    if (laid === 'laid') open.delete(job.nth)
    else rests.set(job.nth, laid)
  }
  const behind = problem.centres.map(() => 0)
  const layNext = (nth: number): boolean => {
    const job = jobs[nth]!
    const rest = rests.get(nth) ?? layFirst(board, job, behind)
    if (!rest) return false
    open.delete(nth)
    if (rest === 'laid') return true
    const room = soonest(board, rest.centre, pieceOf(job, rest.minutes), rest.from)
    if (room) lay(board, room)
    return room !== undefined
  }
  // What is frozen keeps its place before anything else may take it; what it waits for must be laid to know whether it can.
  let frozen = frozenIn(problem)
  const early = withAllBefore(problem, draft.sequence, new Set(frozen.map(({ nth }) => nth)))
  for (let at = 0; ; at++) {
    frozen = frozen.filter((job) => {
      if (job.after.some((one) => open.has(one))) return true
      if (open.has(job.nth) && keepsPlace(board, job)) open.delete(job.nth)
      return false
    })
    while (at < early.length && !open.has(early[at]!)) at++
    if (at >= early.length) break
    if (!layNext(early[at]!)) return jobs[early[at]!]!
  }
  for (const nth of draft.sequence) if (open.has(nth) && !layNext(nth)) return jobs[nth]!
  return board.parts
}

/** What begins within the frozen horizon, the soonest first. */
const frozenIn = ({ jobs, workload: { frozenUntil } }: Indexed): readonly Job[] =>
  jobs
    .filter(({ operation, plannedAt }) => !operation.started && plannedAt !== undefined && plannedAt < frozenUntil)
    .toSorted((one, other) => one.plannedAt! - other.plannedAt!)

/** All of an operation, or its part before a leave. */
function layFirst(board: Board, job: Job, behind: number[]): Rest | 'laid' | undefined {
  const { draft } = board
  const { centre, minutes } = job.choices[draft.choice[job.nth]!]!
  let from = job.ready
  for (const one of job.after) from = Math.max(from, endOf(board, one))
  if (draft.holds[job.nth]) from = Math.max(from, job.plannedAt!)
  if (draft.keepsSequence) from = Math.max(from, behind[centre]!)
  const room = soonest(board, centre, pieceOf(job, minutes), from)
  if (!room) return undefined
  behind[centre] = Math.max(behind[centre]!, room.block.begins)
  const rest = handsOn(board, job, room)
  if (rest) return rest
  lay(board, room)
  return 'laid'
}
