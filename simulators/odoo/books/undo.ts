/**
 * Changes that can be taken back: what an effect wrote before it was refused must not have been, as under a savepoint.
 * Records are changed through here and nowhere else.
 */
export class Undo {
  readonly #back: (() => void)[] = []

  set<Record extends object>(record: Record, values: Partial<Record>): void {
    const was: Partial<Record> = {}
    for (const name of Object.keys(values) as (keyof Record)[]) was[name] = record[name]
    this.#back.push(() => Object.assign(record, was))
    Object.assign(record, values)
  }

  push<Item>(list: Item[], item: Item): void {
    this.#back.push(() => list.pop())
    list.push(item)
  }

  put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
    const was = map.get(key)
    this.#back.push(() => (was === undefined ? map.delete(key) : map.set(key, was)))
    map.set(key, value)
  }

  add<Item>(set: Set<Item>, item: Item): void {
    if (set.has(item)) return
    this.#back.push(() => set.delete(item))
    set.add(item)
  }

  remove<Item>(set: Set<Item>, item: Item): void {
    if (set.delete(item)) this.#back.push(() => set.add(item))
  }

  /** What was written so far stays. */
  keep(): void {
    this.#back.length = 0
  }

  /** What was written since is gone, the latest first. */
  back(): void {
    for (let undo = this.#back.pop(); undo; undo = this.#back.pop()) undo()
  }
}
