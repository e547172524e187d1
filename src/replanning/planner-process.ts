import { optionsFor, type PlanWish, type Workload } from '#planning'

/** Plans in a process of its own: a search takes all of a processor, and the hub has other things to do. */
export interface PlanTask {
  readonly workload: Workload
  readonly wish: Omit<PlanWish, 'isLate'>
  /** Milliseconds at most; it ends the search and decides nothing else. */
  readonly atMost: number
}

process.once('message', ({ workload, wish, atMost }: PlanTask) => {
  const began = performance.now()
  const found = optionsFor(workload, { ...wish, isLate: (share) => performance.now() - began > share * atMost })
  process.send!(found)
})
