import { Refused } from '#kernel/failure'
import { type Clock, milliseconds } from '#kernel/time'
import type { Urgency } from '#model/ports/port'
import type { CrashPoint } from '../connections.ts'
import type { Acceptance, NewMessage, Store } from '../store.ts'

export interface ReceiverParts {
  readonly store: Pick<Store, 'accept'>
  readonly clock: Clock
  readonly crash: CrashPoint
  /** Told after each commit, so that workers of this process need not wait for their next look. */
  readonly onAccepted: (urgency: Urgency) => void
  /** Messages in one commit at most. */
  readonly most?: number
}

type Receive = (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]>

/** So many are worth a second commit beside the one under way; fewer share the next, which costs the database half. */
const ENOUGH = 50
/** A commit that takes longer waits for something, and those that come do not wait for it. */
const LONG = milliseconds(10)

interface Waiting {
  readonly messages: readonly NewMessage[]
  readonly resolve: (acceptances: readonly Acceptance[]) => void
  readonly reject: (reason: unknown) => void
}

/** What is urgent has commits of its own: it waits for none of bulk, and they are short. */
export function receiver(parts: ReceiverParts): Receive {
  const urgent = sharingCommits(parts, 'critical')
  const bulk = sharingCommits(parts, 'bulk')
  return (messages) => (messages.some(({ urgency }) => urgency === 'critical') ? urgent : bulk)(messages)
}

/**
 * Lets concurrent requests share commits: whoever comes while a commit is under way rides on the next one. Each caller
 * is answered after its messages are durable, and a failed commit fails exactly those who rode on it.
 */
function sharingCommits({ store, clock, crash, onAccepted, most = 1000 }: ReceiverParts, urgency: Urgency): Receive {
  const waiting: Waiting[] = []
  let messagesWaiting = 0
  let underWay = 0
  let late = 0
  const mayDepart = (): boolean =>
    underWay === 0 || (underWay === 1 && (messagesWaiting >= ENOUGH || late === underWay))

  const depart = (): void => {
    while (waiting.length > 0 && mayDepart()) {
      const riders: Waiting[] = []
      let count = 0
      while (waiting.length > 0 && (count === 0 || count + waiting[0]!.messages.length <= most)) {
        const rider = waiting.shift()!
        riders.push(rider)
        count += rider.messages.length
      }
      messagesWaiting -= count
      void travel(riders)
    }
  }

  const travel = async (riders: readonly Waiting[]): Promise<void> => {
    underWay++
    let isLate = false
    const callOff = clock.after(LONG, () => {
      isLate = true
      late++
      depart()
    })
    await ride(riders)
    callOff()
    underWay--
    if (isLate) late--
    depart()
  }

  const ride = async (riders: readonly Waiting[]): Promise<void> => {
    try {
      await crash('accept.before-commit')
      const messages = riders.flatMap((rider) => rider.messages)
      const acceptances = await store.accept(messages)
      await crash('accept.after-commit', () => messages.map(({ id }) => id))
      onAccepted(urgency)
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
      messagesWaiting += messages.length
      // Requests that arrive in the same turn of the event loop share the commit.
      queueMicrotask(depart)
    })
}
