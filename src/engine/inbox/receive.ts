import { Refused } from '#kernel/failure'
import type { CrashPoint } from '../connections.ts'
import type { Acceptance, NewMessage, Store } from '../store.ts'

export interface ReceiverParts {
  readonly store: Pick<Store, 'accept'>
  readonly crash: CrashPoint
  /** Told after each commit, so that workers of this process need not wait for their next look. */
  readonly onAccepted: () => void
  /** Messages in one commit at most. */
  readonly most?: number
  /** Commits under way at most. */
  readonly atOnce?: number
}

interface Waiting {
  readonly messages: readonly NewMessage[]
  readonly resolve: (acceptances: readonly Acceptance[]) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Lets concurrent requests share commits: whoever comes while a commit is under way rides on the next one. Each caller
 * is answered after its messages are durable, and a failed commit fails exactly those who rode on it.
 */
export function receiver({
  store,
  crash,
  onAccepted,
  most = 1000,
  atOnce = 2,
}: ReceiverParts): (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]> {
  const waiting: Waiting[] = []
  let underWay = 0

  const depart = (): void => {
    while (underWay < atOnce && waiting.length > 0) {
      const riders: Waiting[] = []
      let count = 0
      while (waiting.length > 0 && (count === 0 || count + waiting[0]!.messages.length <= most)) {
        const rider = waiting.shift()!
        riders.push(rider)
        count += rider.messages.length
      }
      underWay++
      void ride(riders).finally(() => {
        underWay--
        depart()
      })
    }
  }

  const ride = async (riders: readonly Waiting[]): Promise<void> => {
    try {
      await crash('accept.before-commit')
      const acceptances = await store.accept(riders.flatMap((rider) => rider.messages))
      await crash('accept.after-commit')
      onAccepted()
      let next = 0
      for (const rider of riders) rider.resolve(acceptances.slice(next, (next += rider.messages.length)))
    } catch (error) {
      // What the database cannot hold is found one by one: it takes nobody with it who only rode along.
      if (error instanceof Refused && riders.length > 1) for (const rider of riders) await ride([rider])
      else for (const rider of riders) rider.reject(error)
    }
  }

  return (messages) =>
    new Promise((resolve, reject) => {
      waiting.push({ messages, resolve, reject })
      // Requests that arrive in the same turn of the event loop share the commit.
      queueMicrotask(depart)
    })
}
