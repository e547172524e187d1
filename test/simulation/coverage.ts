/** Counts what was reached, over one seed or many. */
export class Coverage {
  readonly counts = new Map<string, number>()

  reached(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  add(counts: ReadonlyMap<string, number>): void {
    for (const [what, count] of counts) this.counts.set(what, (this.counts.get(what) ?? 0) + count)
  }

  /** What was not reached as often as it has to be. */
  missing(wanted: ReadonlyMap<string, number>): readonly string[] {
    const countOf = (what: string) => this.counts.get(what) ?? 0
    return [...wanted]
      .filter(([what, least]) => countOf(what) < least)
      .map(([what, least]) => `${what}: ${countOf(what)} times, not ${least}`)
  }
}
