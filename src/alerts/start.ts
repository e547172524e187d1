import { type Bell, loop } from '#kernel/loop'
import { statementsIn } from '#kernel/sql'
import { type Clock, type Duration, seconds } from '#kernel/time'
import { handOver, type HandOverParts } from './hand-over.ts'
import { lookAround, type TurnParts } from './turn.ts'

const sql = statementsIn(import.meta.url)
const beat = sql('beat')
const leave = sql('leave')

export interface AlertsParts extends TurnParts, HandOverParts {
  readonly clock: Clock
  /** This process, and the machine it runs on. */
  readonly process: string
  readonly host: string
  /** Rung when somebody did something that is to be seen at once. */
  readonly bell: Bell
  /** How long it waits between two looks. */
  readonly every?: Duration
  readonly log: { error(about: object, sentence: string): void }
}

/** Watches over the hub while it runs: raises, tells, escalates and closes alerts; of several processes, one at a time. */
export function startAlerts(parts: AlertsParts): AsyncDisposable {
  const { clock, database, home, log, every = seconds(5) } = parts
  const stop = new AbortController()
  const started = clock.now()
  let told = ''
  const onError = (error: unknown): void => {
    const sentence = error instanceof Error ? error.message : String(error)
    if (!stop.signal.aborted && sentence !== told)
      log.error({ err: error, who: 'alerts' }, 'Alerts are not looked after at the moment')
    told = sentence
  }
  const watching = loop({ clock, signal: stop.signal, bell: parts.bell, idle: every, onError }, async () => {
    await database.all(beat, [parts.process, home, parts.host, started, clock.now()])
    await lookAround(parts)
    const handed = await handOver(parts)
    told = ''
    return { busy: handed > 0 }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await watching
      await database.all(leave, [parts.process, clock.now()]).catch(onError)
    },
  }
}
