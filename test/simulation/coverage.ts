/** Counts what was reached, over one seed or many. */
export class Coverage {
  readonly counts = new Map<string, number>()

  reached(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  add(other: Coverage): void {
    for (const [what, count] of other.counts) this.counts.set(what, (this.counts.get(what) ?? 0) + count)
  }

  missing(wanted: readonly string[]): readonly string[] {
    return wanted.filter((what) => !this.counts.has(what))
  }
}
