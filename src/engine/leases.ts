import type { Lease } from './store.ts'

/**
 * What the living turns of a process work on. The heartbeat keeps exactly these leases alive: one whose turn failed, or
 * whose claim was never answered, runs out and is taken again, also by the same process.
 */
export class Holdings {
  readonly #lanes = new Set<Lease>()
  readonly #conflicts = new Set<Lease>()

  holdLanes(lanes: readonly { readonly laneId: number; readonly epoch: number }[]): Disposable {
    return hold(
      this.#lanes,
      lanes.map(({ laneId, epoch }) => ({ id: laneId, epoch })),
    )
  }

  holdConflicts(conflicts: readonly { readonly conflictId: number; readonly epoch: number }[]): Disposable {
    return hold(
      this.#conflicts,
      conflicts.map(({ conflictId, epoch }) => ({ id: conflictId, epoch })),
    )
  }

  get lanes(): readonly Lease[] {
    return [...this.#lanes]
  }

  get conflicts(): readonly Lease[] {
    return [...this.#conflicts]
  }
}

function hold(held: Set<Lease>, leases: readonly Lease[]): Disposable {
  for (const lease of leases) held.add(lease)
  return {
    [Symbol.dispose]: () => {
      for (const lease of leases) held.delete(lease)
    },
  }
}
