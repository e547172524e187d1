import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Unavailable } from '#kernel/failure'
import type { Option, Refusal } from '#planning'
import type { PlanTask } from './planner-process.ts'

export type Planner = (task: PlanTask, signal: AbortSignal) => Promise<readonly Option[] | Refusal>

const program = fileURLToPath(new URL('./planner-process.ts', import.meta.url))

/**
 * Has a plan searched for beside everything else; whoever gives up waiting ends the search. In a process and not in a
 * thread: V8 ends a process whose threads come and go while they compile (`Check failed: jit_page.has_value()`), and a
 * search that dies must not take the hub with it. It is given nothing of the hub's environment, where secrets may stand.
 */
export const planApart: Planner = (task, signal) =>
  new Promise((resolve, reject) => {
    const child = fork(program, [], {
      serialization: 'advanced',
      execArgv: [],
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', giveUp)
      child.removeAllListeners()
      // What it has to say now is nobody's any more.
      child.on('error', () => {})
      child.kill('SIGKILL')
      settle()
    }
    const giveUp = (): void =>
      end(() => reject(new Unavailable('PLANNING_TOOK_TOO_LONG', 'The search for a plan was given up')))
    const failed = (why: string): void =>
      end(() => reject(new Unavailable('PLANNING_FAILED', `The search for a plan ended without one: ${why}`)))
    signal.addEventListener('abort', giveUp)
    child.once('message', (told: readonly Option[] | Refusal) => end(() => resolve(told)))
    child.once('error', (error) => failed(error.message))
    child.once('exit', (code, by) => failed(by ?? `exit code ${code}`))
    if (signal.aborted) giveUp()
    else child.send(task)
  })
