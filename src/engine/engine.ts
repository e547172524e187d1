import { type Clock, type Duration, milliseconds, seconds } from '#kernel/time'
import { LATELY, type Urgency } from '#model/ports/port'
import type { Connection } from './connections.ts'
import { receiver } from './inbox/receive.ts'
import { Holdings } from './leases.ts'
import { LEASE, type WorkerParts, workerTurn } from './lanes/worker.ts'
import { type Bell, bell, loop } from '#kernel/loop'
import { Doubts } from './outbox/doubts.ts'
import { sendingHand } from './outbox/hand.ts'
import type { Answered, SenderParts } from './outbox/sender.ts'
import type { Acceptance, NewMessage, ToSend } from './store.ts'

export interface EngineParts extends Omit<WorkerParts & SenderParts, 'holdings' | 'doubts'> {
  readonly clock: Clock
  /** The systems this process sends to. */
  readonly systems: readonly Connection[]
  /** How long an idle hand waits before it looks by itself; work of this process wakes it at once. */
  readonly idle?: Duration
  readonly log: { error(about: object, sentence: string): void; info(about: object, sentence: string): void }
}

export interface Engine extends AsyncDisposable {
  /** Accepts messages; resolves when they are durable. */
  receive(messages: readonly NewMessage[]): Promise<readonly Acceptance[]>
  /** A person changed something that may have made work ready. */
  wake(): void
}

/** What is judged in one transaction: few enough that the lease outlives it and nobody at the door waits long for it. */
const TURN = { urgencies: ['critical', 'bulk'], lanes: 200, messagesPerLane: 50, messages: 1000 } as const
/** What is urgent may stand behind bulk of its own lane, which is judged with it: bounded, so that the next waits little for that. */
const URGENT_TURN = { urgencies: ['critical'], lanes: 100, messagesPerLane: 3, messages: 100 } as const
/**
 * What is judged at a time of bulk while something urgent comes: all hands of a process share one thread, so that what
 * is urgent waits for such a turn at each of its steps.
 */
const SHORT_TURN = { urgencies: ['critical', 'bulk'], lanes: 60, messagesPerLane: 10, messages: 60 } as const
const LONGEST_REST = milliseconds(100)
const IDLE = milliseconds(250)
/** How often somebody looks for lanes whose owners died; they had to wait for a lease to be over. */
const ALONE = seconds(1)
type Turn = Parameters<typeof loop>[1]
/** A hand that sends, and what wakes it. */
interface Sender {
  readonly system: string
  readonly urgencies: readonly Urgency[]
  readonly bell: Bell
}
/** While events pour in for lanes that others hold, there is no need to look after each commit. */
const BREATH = milliseconds(10)

/** Starts the hands of this process: workers that judge, senders that carry out, a heartbeat that keeps their leases. */
export function startEngine(given: EngineParts): Engine {
  const holdings = new Holdings()
  const doubts = new Doubts(given.stopwatch)
  const parts = { ...given, holdings, doubts, idle: given.idle ?? IDLE }
  const stop = new AbortController()
  const { signal } = stop
  const urgentBell = bell()
  const bulkBell = bell()
  const scoutBell = bell()
  const senders: Sender[] = []
  const heartBell = bell()
  const onError = (who: string) => (error: unknown) => {
    if (!signal.aborted) parts.log.error({ err: error, who }, 'A turn failed and is tried again')
  }
  /** What a failed turn held is given back at once, or as soon as the database is there again. */
  const onFailedTurn = (who: string) => (error: unknown) => {
    onError(who)(error)
    heartBell.ring()
  }
  const hands: Promise<void>[] = []

  const wakeWorkers = (): void => {
    urgentBell.ring()
    bulkBell.ring()
  }
  /** Whoever may take what is to be sent: for what is urgent, all. */
  const wakeSenders = ({ system, urgency }: ToSend): void => {
    for (const sender of senders)
      if (sender.system === system && (urgency === 'critical' || sender.urgencies.includes('bulk'))) sender.bell.ring()
  }
  const judging = (rung: Bell, turn: () => ReturnType<Turn>): Promise<void> =>
    loop(
      { clock: parts.clock, signal, bell: rung, idle: parts.idle, breath: BREATH, onError: onFailedTurn('worker') },
      turn,
    )

  // Critical lanes have a hand of their own, so that a surge of bulk never stands before them.
  let sinceUrgent = (): Duration => LATELY
  hands.push(
    judging(urgentBell, async () => {
      const { judged, more } = await workerTurn(parts, URGENT_TURN)
      if (judged > 0) {
        scoutBell.ring()
        sinceUrgent = parts.stopwatch()
      }
      return { busy: more }
    }),
    judging(bulkBell, async () => {
      const isShort = sinceUrgent() < LATELY
      const took = parts.stopwatch()
      const { judged, more } = await workerTurn(parts, isShort ? SHORT_TURN : TURN)
      if (judged > 0) scoutBell.ring()
      // As long again for the others: bulk that nobody sends as fast as it is judged can wait here as well as there.
      return { busy: more, ...(isShort && more ? { rest: Math.min(took(), LONGEST_REST) } : {}) }
    }),
  )

  // What killed processes is looked at alone, by a hand of its own.
  hands.push(
    loop({ clock: parts.clock, signal, bell: bell(), idle: ALONE, onError: onFailedTurn('worker alone') }, async () => {
      const { judged } = await workerTurn(parts, { ...TURN, alone: true })
      if (judged > 0) scoutBell.ring()
      return { busy: judged > 0 }
    }),
  )

  for (const connection of parts.systems) {
    const { system } = connection
    const hand = {
      sender: parts,
      clock: parts.clock,
      log: parts.log,
      signal,
      onError: onFailedTurn(`sender ${system}`),
      onAnswered: ({ toJudge, toSend }: Answered) => {
        if (toJudge) wakeWorkers()
        if (toSend) wakeSenders({ system, urgency: 'critical' })
      },
    }
    for (const urgencies of slotsOf(connection)) {
      const rung = bell()
      senders.push({ system, urgencies, bell: rung })
      hands.push(sendingHand({ ...hand, bell: rung }, connection, urgencies))
    }
  }

  // Looks for all senders what there is to send, so that hundreds of systems with nothing to do cost one question.
  hands.push(
    loop(
      { clock: parts.clock, signal, bell: scoutBell, idle: parts.idle, breath: BREATH, onError: onError('scout') },
      async () => {
        for (const waiting of await parts.store.systemsToSend(parts.systems.map(({ system }) => system)))
          wakeSenders(waiting)
        return { busy: false }
      },
    ),
  )

  hands.push(
    loop({ clock: parts.clock, signal, bell: heartBell, idle: LEASE / 4, onError: onError('heartbeat') }, async () => {
      await parts.store.renewLeases(holdings, LEASE)
      await holdings.giveBack((left) => parts.store.giveBack(left))
      return { busy: false }
    }),
  )

  const receive = receiver({
    store: parts.store,
    clock: parts.clock,
    crash: parts.crash,
    onAccepted: (urgency) => {
      if (urgency === 'critical') urgentBell.ring()
      bulkBell.ring()
    },
  })
  return {
    receive,
    wake: () => {
      wakeWorkers()
      scoutBell.ring()
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(hands)
    },
  }
}

/** One slot for critical effects only, the others for both; a system that takes one call at a time has one for all. */
const slotsOf = ({ callsAtOnce }: Connection): readonly (readonly Urgency[])[] =>
  callsAtOnce === 1
    ? [['critical', 'bulk']]
    : [['critical'], ...Array.from({ length: callsAtOnce - 1 }, (): readonly Urgency[] => ['critical', 'bulk'])]
