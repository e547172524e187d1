/** One at a time for the same thing, in the order in which they came. */
export function inTurn<Key>() {
  const last = new Map<Key, Promise<unknown>>()
  return <T>(key: Key, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    const over = mine.catch(() => undefined)
    last.set(key, over)
    void over.then(() => {
      if (last.get(key) === over) last.delete(key)
    })
    return mine
  }
}
