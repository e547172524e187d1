import type { Journey } from '#api'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Raw } from '../../parts/raw.tsx'
import { durationText } from '../../words/durations.ts'
import { counted, systemName } from '../../words/names.ts'
import type { Status } from '../../words/status.ts'
import { progressWords } from '../../words/status.ts'
import { AsReceived } from './as-received.tsx'
import { Station } from './station.tsx'
import look from './station.module.css'

interface Props {
  readonly journey: Journey
  readonly before?: string | undefined
}

const passed: Status = { word: 'Passed', tone: 'ok', shape: 'ring' }

/** On the floor, by the clock of the source. */
export function Happened({ journey: { message, clocks, actor, event, erased, wire } }: Props) {
  const data = isKept(message) ? undefined : dataOf(event)
  const title = isKept(message)
    ? 'A record came that the field table does not understand'
    : `It happened: ${lower(message.title)}`
  return (
    <Station of={passed} at={clocks.occurred} plant={message.plant} title={title}>
      <p className={look.meta}>
        <span>told by the {systemName(message.source)}</span>
        {actor ? <span>done by {actor}</span> : null}
      </p>
      {data ? <Facts of={data} /> : null}
      {erased ? (
        <p className={look.meta}>
          <span>
            What it said was erased on <Moment at={erased.at} plant={message.plant} />: the plant keeps it for{' '}
            {durationText(erased.keptFor)}. Its hash and all below stay.
          </span>
        </p>
      ) : null}
      {wire ? (
        <AsReceived wire={wire} event={isKept(message) ? undefined : event} />
      ) : erased ? null : (
        <Disclosure name="The event as it was received">
          <Raw value={event} name="The event as it was received" />
        </Disclosure>
      )}
    </Station>
  )
}

export const Recorded = ({ journey: { message, clocks }, before }: Props) => (
  <Station
    of={passed}
    at={clocks.recorded ?? undefined}
    before={before}
    plant={message.plant}
    title={`Written down in the ${systemName(message.source)}`}
  />
)

/** From here on it cannot be lost. */
export const Received = ({ journey: { message, clocks, receivedFrom, origin }, before }: Props) => (
  <Station of={passed} at={clocks.received} before={before} plant={message.plant} title="Received and kept by the hub">
    <p className={look.meta}>
      <span>handed in by {receivedFrom}</span>
      <span>
        event <code>{message.id}</code>
      </span>
      {origin === 'live' ? null : <span>origin: {origin}</span>}
      {message.duplicates > 0 ? <span>came again {counted(message.duplicates, 'time')}, counted once</span> : null}
    </p>
  </Station>
)

export function Waits({ journey: { message, waiting } }: Props) {
  if (!waiting) return null
  return (
    <Station of={progressWords.waiting} plant={message.plant} title={`Waits for ${waiting.what}`}>
      {waiting.until ? (
        <p className={look.meta}>
          <span>
            at most until <Moment at={waiting.until} plant={message.plant} />; then somebody is told
          </span>
        </p>
      ) : null}
    </Station>
  )
}

/** A record that its field table could not read: there is no event yet. */
const isKept = ({ type }: Journey['message']): boolean => type.startsWith('wire.')

const lower = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1)

const dataOf = (event: unknown): Record<string, unknown> | undefined => {
  const told = event as { specversion?: unknown; data?: unknown } | null
  const data = told?.specversion ? told.data : told
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : undefined
}
