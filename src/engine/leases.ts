import type { Lease, Leases } from './store.ts'

/** The leases of one turn. A turn that ends without having said `done` failed: what it held is to be let go. */
export interface Holding extends Disposable {
  /** What was held has been given back with the turn's commit, or is another's by now. */
  done(): void
}

/**
 * What the living turns of a process work on, and what its failed ones left. The heartbeat keeps exactly the first alive
 * and gives the second back, so that work waits for the end of a lease only when its owner died. A lease whose claim was never
 * answered is in neither: it runs out, and is taken again also by the same process.
 */
export class Holdings {
  readonly #held = { lanes: new Set<Lease>(), conflicts: new Set<Lease>() }
  #left: Leases = NONE

  holdLanes(lanes: readonly { readonly laneId: number; readonly epoch: number }[]): Holding {
    return this.#hold(
      'lanes',
      lanes.map(({ laneId, epoch }) => ({ id: laneId, epoch })),
    )
  }

  holdConflicts(conflicts: readonly { readonly conflictId: number; readonly epoch: number }[]): Holding {
    return this.#hold(
      'conflicts',
      conflicts.map(({ conflictId, epoch }) => ({ id: conflictId, epoch })),
    )
  }

  get lanes(): readonly Lease[] {
    return [...this.#held.lanes]
  }

  get conflicts(): readonly Lease[] {
    return [...this.#held.conflicts]
  }

  /** Has what failed turns left given back; what could not be is kept for the next time. */
  async giveBack(by: (left: Leases) => Promise<void>): Promise<void> {
    const left = this.#left
    if (left === NONE) return
    this.#left = NONE
    try {
      await by(left)
    } catch (error) {
      this.#left = joined(left, this.#left)
      throw error
    }
  }

  #hold(what: 'lanes' | 'conflicts', leases: readonly Lease[]): Holding {
    const held = this.#held[what]
    for (const lease of leases) held.add(lease)
    let isDone = false
    return {
      done: () => void (isDone = true),
      [Symbol.dispose]: () => {
        for (const lease of leases) held.delete(lease)
        if (!isDone) this.#left = joined(this.#left, { ...NONE, [what]: leases })
      },
    }
  }
}

const NONE: Leases = { lanes: [], conflicts: [] }

const joined = (one: Leases, other: Leases): Leases => ({
  lanes: [...one.lanes, ...other.lanes],
  conflicts: [...one.conflicts, ...other.conflicts],
})
