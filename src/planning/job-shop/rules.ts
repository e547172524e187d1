import { type JobShop, workLeft } from './shop.ts'

/**
 * Of the operations a machine could begin, the one with the least is next; equals go by when they could begin, then
 * by job.
 */
export type Rule = (operation: number, readyAt: number) => number

/**
 * Rules of thumb by which shops without a plan are run, by their usual names: the first plans of the search, and what
 * it is measured against.
 */
export const rules: Readonly<Record<string, (shop: JobShop) => Rule>> = {
  /** Shortest processing time. */
  SPT:
    ({ duration }) =>
    (operation) =>
      duration[operation]!,
  /** Longest processing time. */
  LPT:
    ({ duration }) =>
    (operation) =>
      -duration[operation]!,
  /** Most work remaining. */
  MWKR: (shop) => {
    const left = workLeft(shop)
    return (operation) => -left[operation]!
  },
  /** Least work remaining. */
  LWKR: (shop) => {
    const left = workLeft(shop)
    return (operation) => left[operation]!
  },
  /** Most operations remaining. */
  MOR: (shop) => (operation) => operation - shop.first[shop.job[operation]! + 1]!,
  /** Least operations remaining. */
  LOR: (shop) => (operation) => shop.first[shop.job[operation]! + 1]! - operation,
  /** First in, first out. */
  FIFO: () => (_, readyAt) => readyAt,
  /** Most work remaining after this one, for each minute of this one. */
  MWKRperP: (shop) => {
    const left = workLeft(shop)
    return (operation) => -left[operation]! / Math.max(1, shop.duration[operation]!)
  },
}
