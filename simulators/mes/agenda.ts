/** What is to happen when. Things of one moment happen in the order they were put down. */
export interface Agenda {
  put(at: number, happen: () => void): void
  /** When the next thing is due. */
  next(): number | undefined
  /** Lets everything happen that is due until then, also what is put down meanwhile. */
  runUntil(moment: number): void
}

export function agenda(started: (at: number) => void): Agenda {
  const items: { readonly at: number; readonly happen: () => void }[] = []
  return {
    put(at, happen) {
      let [low, high] = [0, items.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if (items[middle]!.at <= at) low = middle + 1
        else high = middle
      }
      items.splice(low, 0, { at, happen })
    },
    next: () => items[0]?.at,
    runUntil(moment) {
      while (items[0] && items[0].at <= moment) {
        const { at, happen } = items.shift()!
        started(at)
        happen()
      }
    },
  }
}
