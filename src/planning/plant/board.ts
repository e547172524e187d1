import { type Draft, openOf } from './draft.ts'
import type { Indexed, Job } from './indexed.ts'
import { type Block, type Piece, put, type Room, roomFor, type Timeline } from './timeline.ts'
import type { Minute } from './workload.ts'

/** What one unit does of an operation: all of it, or what comes before or after it was handed on. */
export interface Part extends Block {
  readonly centre: number
  readonly unit: number
}

/** A plan while it grows: what each unit does, and each operation's parts so far. */
export interface Board {
  readonly problem: Indexed
  readonly draft: Draft
  readonly units: readonly (readonly Timeline[])[]
  readonly parts: readonly Part[][]
}

export const emptyBoard = (problem: Indexed, draft: Draft): Board => ({
  problem,
  draft,
  units: problem.centres.map(({ capacity }) => Array.from({ length: capacity }, () => [])),
  parts: problem.jobs.map(() => []),
})

export interface RoomAt extends Room {
  readonly centre: number
  readonly unit: number
}

/** The room of a work centre in which it would be over soonest. */
export function soonest(
  { problem, draft, units }: Board,
  centre: number,
  piece: Piece,
  from: Minute,
): RoomAt | undefined {
  const open = openOf(problem.centres[centre]!, draft.overtime[centre]!)
  let best: RoomAt | undefined
  for (const [unit, timeline] of units[centre]!.entries()) {
    const room = roomFor(timeline, open, piece, from)
    if (room && (!best || room.block.ends < best.block.ends)) best = { ...room, centre, unit }
  }
  return best
}

export function lay({ units, parts }: Board, room: RoomAt): void {
  put(units[room.centre]![room.unit]!, room)
  parts[room.block.job]!.push({ ...room.block, centre: room.centre, unit: room.unit })
}

export const pieceOf = ({ nth, operation: { mayPause, setup } }: Job, minutes: number): Piece => ({
  job: nth,
  minutes,
  mayPause,
  setup,
})

export const endOf = ({ parts }: Pick<Board, 'parts'>, job: number): Minute => parts[job]!.at(-1)?.ends ?? Infinity
