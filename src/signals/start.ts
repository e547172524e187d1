import { Failure } from '#kernel/failure'
import { bell, loop } from '#kernel/loop'
import { between, seconds } from '#kernel/time'
import type { SignalStream } from '#model/ports/signal-stream'
import { attend, type AttendParts } from './attend.ts'
import { keptOf, OVERTAKEN } from './kept.ts'

export interface SignalParts extends Omit<AttendParts, 'kept' | 'connected'> {
  /** This process. */
  readonly me: string
  readonly log: { warn(about: object, sentence: string): void; info(about: object, sentence: string): void }
}

const FIRST_WAIT = seconds(1)
const LONGEST_WAIT = seconds(30)
/** A connection that lasted so long was one. */
const LASTED = seconds(30)

/** Listens to machines while the hub runs; of several processes, one to each stream. What is in the way is said once. */
export function startSignals(streams: readonly SignalStream[], parts: SignalParts): AsyncDisposable {
  const { clock, database, home, log, me, now } = parts
  const stop = new AbortController()
  const hands = streams.map((stream) => {
    const kept = keptOf(home, stream.system, me)
    const about = { system: stream.system, from: stream.from }
    let failures = 0
    const connected = (): void => {
      if (failures > 0) log.info(about, 'Machines are heard again')
      failures = 0
    }
    return loop({ clock, signal: stop.signal, bell: bell(), idle: seconds(1), onError: () => {} }, async () => {
      if (!(await kept.hold(database))) return { busy: false }
      const began = now()
      try {
        await attend(stream, { ...parts, kept, connected }, stop.signal)
      } catch (error) {
        if (error instanceof Failure && error.code === OVERTAKEN) return { busy: false }
        if (failures === 0 || between(began, now()) > LASTED) {
          failures = 0
          log.warn({ ...about, err: error }, 'Machines cannot be heard at the moment')
        }
        await kept.connection(database, { trouble: (error as Error).message }, now())
        return { busy: false, rest: Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++) }
      }
      await kept.connection(database, { trouble: 'The hub has been stopped' }, now())
      await kept.leave(database)
      return { busy: false }
    })
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all(hands)
    },
  }
}
