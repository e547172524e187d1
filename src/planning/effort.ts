/** What a search may use up. Steps decide what is found; time only ends it. */
export interface Effort {
  steps: number
  readonly isOver: () => boolean
}

/** Time is asked for now and then only: it costs as much as a step. */
export function effortOf(iterations: number, isLate: () => boolean): Effort {
  let late = false
  let asked = 0
  const effort: Effort = {
    steps: 0,
    isOver: () => {
      if (effort.steps >= iterations) return true
      if (asked++ % 16 === 0) late ||= isLate()
      return late
    },
  }
  return effort
}
