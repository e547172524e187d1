import type { Duration } from '#kernel/time'
import type { Lease } from '../../../src/engine/store.ts'
import type { Urgency } from '#model/ports/port'
import { type Moment, type Turn, urgencyNumber } from './tables.ts'

export interface TurnClaim {
  readonly owner: string
  readonly urgencies: readonly Urgency[]
  readonly most: number
  readonly lease: Duration
  /** How much of the `most` one fills; each fills one when this is not said. */
  readonly fills?: (turn: Turn) => number
}

/** Has something ready, and no living owner. */
export const isFree = ({ readyAt, leaseUntil }: Turn, now: Moment): boolean =>
  readyAt !== null && readyAt <= now && (leaseUntil === null || leaseUntil < now)

/** What `claim-lanes.sql` and `claim-conflicts.sql` do: a ready one without a living owner is taken, its fence moves. */
export function claimTurns(
  turns: Iterable<Turn>,
  now: Moment,
  { owner, urgencies, most, lease, fills = () => 1 }: TurnClaim,
): Turn[] {
  const wanted = urgencies.map((urgency) => urgencyNumber[urgency])
  const ready = [...turns].filter((turn) => isFree(turn, now) && wanted.includes(turn.urgency as 0 | 1))
  const first = Math.min(...ready.map(({ urgency }) => urgency))
  let filled = 0
  const chosen = ready
    .filter(({ urgency }) => urgency === first)
    .sort((one, other) => one.readyAt! - other.readyAt! || one.id - other.id)
    .slice(0, most)
    .filter((turn) => {
      const isRoom = filled < most
      filled += fills(turn)
      return isRoom
    })
  for (const turn of chosen) {
    turn.owner = owner
    turn.epoch++
    turn.leaseUntil = now + lease
  }
  return chosen
}

/** Lets a turn go; nothing coming leaves its urgency as it was. */
export function release(
  turn: Turn,
  coming: { readonly readyAt: Moment | null; readonly urgency: number | null },
): void {
  turn.owner = null
  turn.leaseUntil = null
  turn.readyAt = coming.readyAt
  turn.urgency = coming.urgency ?? turn.urgency
}

/** What `hold-fence.sql` and `hold-conflict-fence.sql` ask: the same taking, and not let go. */
export const isHeld = (turn: Turn | undefined, epoch: number): boolean => turn?.epoch === epoch && turn.owner !== null

/** What `renew-lanes.sql` and `renew-conflicts.sql` do: one that was let go or taken over is left alone. */
export function renew(turns: ReadonlyMap<number, Turn>, held: readonly Lease[], until: Moment): void {
  for (const { id, epoch } of held) {
    const turn = turns.get(id)
    if (turn && isHeld(turn, epoch)) turn.leaseUntil = until
  }
}

/** What `give-back-lanes.sql` and `give-back-conflicts.sql` do: as ready as before, and nobody's. */
export function giveBack(turns: ReadonlyMap<number, Turn>, held: readonly Lease[]): void {
  for (const { id, epoch } of held) {
    const turn = turns.get(id)
    if (turn && isHeld(turn, epoch)) Object.assign(turn, { owner: null, leaseUntil: null })
  }
}
