import { parentPort, workerData } from 'node:worker_threads'
import { optionsFor, type PlanWish, type Workload } from '#planning'

/** Plans in a thread of its own: a search takes all of a processor, and the hub has other things to do. */
export interface PlanTask {
  readonly workload: Workload
  readonly wish: Omit<PlanWish, 'isLate'>
  /** Milliseconds at most; it ends the search and decides nothing else. */
  readonly atMost: number
}

const { workload, wish, atMost } = workerData as PlanTask
const began = performance.now()
parentPort!.postMessage(
  optionsFor(workload, { ...wish, isLate: (share) => performance.now() - began > share * atMost }),
)
