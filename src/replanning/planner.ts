import { Worker } from 'node:worker_threads'
import { Unavailable } from '#kernel/failure'
import type { Option, Refusal } from '#planning'
import type { PlanTask } from './planner-worker.ts'

export type Planner = (task: PlanTask, signal: AbortSignal) => Promise<readonly Option[] | Refusal>

/** Has a plan searched for beside everything else; whoever gives up waiting ends the search. */
export const planApart: Planner = (task, signal) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./planner-worker.ts', import.meta.url), { workerData: task })
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', giveUp)
      void worker.terminate()
      settle()
    }
    const giveUp = (): void =>
      end(() => reject(new Unavailable('PLANNING_TOOK_TOO_LONG', 'The search for a plan was given up')))
    signal.addEventListener('abort', giveUp)
    worker.once('message', (told: readonly Option[] | Refusal) => end(() => resolve(told)))
    worker.once('error', (error) => end(() => reject(error)))
    if (signal.aborted) giveUp()
  })
