import type { MadeReport } from './journal.ts'

/** Counts what is told about each order, and finds what was told under a number. */
export interface Numbers {
  /** The first of so many numbers for facts of an order. */
  take(order: string, facts: number): number
  keep(report: MadeReport): void
  /** Reports with numbers from one to another, and the numbers nobody was ever given, as `3` and `5–7`. */
  between(order: string, from: number, to: number): Found
}

export interface Found {
  readonly reports: readonly MadeReport[]
  readonly neverHad: string | undefined
}

export function numbers(): Numbers {
  const counts = new Map<string, number>()
  const made = new Map<string, MadeReport[]>()
  return {
    take(order, facts) {
      const before = counts.get(order) ?? 0
      counts.set(order, before + facts)
      return before + 1
    },
    keep(report) {
      if (report.numbers) made.set(report.order, [...(made.get(report.order) ?? []), report])
    },
    between(order, from, to) {
      const reports = (made.get(order) ?? []).filter(
        ({ numbers: [first, last] = [0, 0] }) => first <= to && last >= from,
      )
      // Numbers are given in a row: none is missing but those after the last.
      const beyond = Math.max(from, (counts.get(order) ?? 0) + 1)
      const neverHad = beyond > to ? undefined : beyond === to ? `${to}` : `${beyond}–${to}`
      return { reports, neverHad }
    },
  }
}
