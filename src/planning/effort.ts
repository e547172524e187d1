/** What a search may use up. Steps decide what is found; time only ends it. */
export interface Effort {
  steps: number
  readonly isOver: () => boolean
}

export function effortOf(iterations: number, isLate: () => boolean): Effort {
  // Once it is late it stays so: whoever asks again must not go on.
  let late = false
  const effort: Effort = {
    steps: 0,
    isOver: () => effort.steps >= iterations || (late ||= isLate()),
  }
  return effort
}
