/** What maintenance is done on. */
export interface Asset {
  readonly name: string
  readonly code: string
  readonly isDown: boolean
}

export type WorkStatus = 'open' | 'started' | 'held' | 'done' | 'cancelled'
export type WorkKind = 'breakdown' | 'repair' | 'preventive' | 'inspection'

/** A work order, in words that belong to no vendor. */
export interface WorkOrder {
  readonly title: string
  readonly status: WorkStatus
  readonly kind: WorkKind
  readonly isArchived: boolean
  readonly asset?: number
  readonly request?: number
  /** Milliseconds of the clock of the CMMS, as all moments here. */
  readonly plannedStart?: number
  readonly plannedHours?: number
  readonly completedAt?: number
  readonly failureMode?: string
  readonly failureCause?: string
}

export interface WorkRequest {
  readonly title: string
  readonly status: 'pending' | 'approved' | 'declined'
  readonly asset?: number
  readonly order?: number
  readonly reason?: string
}

export interface Part {
  readonly name: string
  readonly number: string
  readonly stock: number
  readonly price: number
}

/** So many of a part on a work order. */
export interface PartUse {
  readonly order: number
  readonly part: number
  readonly quantity: number
}

/** What somebody has written down to have worked on a work order. */
export interface Work {
  readonly order: number
  readonly person: number
  readonly minutes: number
  readonly began: number
}

export interface Meter {
  readonly name: string
  readonly unit: string
  readonly asset: number
}

export interface Reading {
  readonly meter: number
  readonly value: number
}

export interface Row<Value> {
  readonly id: number
  readonly value: Value
  readonly createdAt: number
  readonly updatedAt: number
}

/** A row as it became: to be seen from a moment on, since a transaction commits later than it writes. */
interface Version<Value> {
  readonly row: Row<Value> | undefined
  readonly from: number
}

/** One table. What is written is seen when its transaction has committed, and by a replica later still. */
export class Table<Value> {
  readonly #versions = new Map<number, Version<Value>[]>()

  /** Writes what a row becomes, or that it is gone. `stamp` is the clock of the CMMS, `from` when others see it. */
  write(id: number, value: Value | undefined, stamp: number, from: number): void {
    const versions = this.#versions.get(id) ?? []
    const last = versions.at(-1)?.row
    const row = value && { id, value, createdAt: last?.createdAt ?? stamp, updatedAt: stamp }
    this.#versions.set(id, [...versions, { row, from: Math.max(from, versions.at(-1)?.from ?? 0) }])
  }

  /** As somebody sees it who sees what was committed until a moment. */
  seen(id: number, until: number): Row<Value> | undefined {
    return this.#versions.get(id)?.findLast(({ from }) => from <= until)?.row
  }

  /** As the transaction itself sees it. */
  newest(id: number): Row<Value> | undefined {
    return this.#versions.get(id)?.at(-1)?.row
  }

  all(until: number): readonly Row<Value>[] {
    return [...this.#versions.keys()].flatMap((id) => this.seen(id, until) ?? [])
  }
}

/** All that a CMMS has written down. */
export class Books {
  readonly assets = new Table<Asset>()
  readonly orders = new Table<WorkOrder>()
  readonly requests = new Table<WorkRequest>()
  readonly parts = new Table<Part>()
  readonly uses = new Table<PartUse>()
  readonly work = new Table<Work>()
  readonly meters = new Table<Meter>()
  readonly readings = new Table<Reading>()
  #last = 0

  /** The next number; one sequence for all, so that no two things share one by chance. */
  next = (): number => ++this.#last
}
