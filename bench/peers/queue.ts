/** What an event is to a queue library: a name that comes once, the key whose order counts, and all that was said. */
export interface Told {
  readonly id: string
  readonly key: string
  readonly event: unknown
}

/** What somebody writes around a queue library who wants what a plant wants: durable, once by name, in order by key. */
export interface Queue {
  /** Resolves when all of them are durable. */
  put(events: readonly Told[]): Promise<void>
  /** Has each taken out once, in the order of its key as far as the library keeps it. */
  take(handle: (event: Told) => Promise<void>): Promise<void>
}
