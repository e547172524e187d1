import { createContext, useContext, useSyncExternalStore } from 'react'
import { hubNow } from '../api/clock.ts'
import { ageText, durationText, secondsBetween } from '../words/durations.ts'
import { cityOf, clockText, dayText, momentText, ownZone, utcText } from '../words/moments.ts'
import look from './moment.module.css'

/** Which clock hangs on the wall of a plant. */
export const Zones = createContext<{
  readonly zoneOf: (plant?: string) => string
  /** Whether plants of several time zones are looked at together. */
  readonly mixed: boolean
}>({ zoneOf: ownZone, mixed: false })

// One clock for the page: everything that ages is drawn again together, every five seconds.
const listeners = new Set<() => void>()
let now = hubNow()
let ticking: ReturnType<typeof setInterval> | undefined

const listen = (onTick: () => void): (() => void) => {
  listeners.add(onTick)
  ticking ??= setInterval(() => {
    now = hubNow()
    for (const tell of listeners) tell()
  }, 5_000)
  return () => {
    listeners.delete(onTick)
    if (listeners.size === 0) {
      clearInterval(ticking)
      ticking = undefined
    }
  }
}

export const useNow = (): number => useSyncExternalStore(listen, () => now)

interface Props {
  readonly at: string
  readonly plant?: string | undefined
  readonly shape?: 'minutes' | 'seconds' | 'exact'
}

/** A moment on the plant's clock; pointing at it, or tapping it, tells it in UTC. */
export function Moment({ at, plant, shape }: Props) {
  const { zoneOf, mixed } = useContext(Zones)
  const zone = zoneOf(plant)
  return (
    <time className={look.moment} dateTime={at} data-utc={utcText(at)} tabIndex={-1}>
      {momentText(at, zone, useNow(), shape)}
      {mixed && zone !== zoneOf() ? <span className="quiet"> {cityOf(zone)}</span> : null}
    </time>
  )
}

/** From one moment to another; a day that both share is said once. */
export function Span({ from, until, plant }: { from: string; until: string; plant?: string | undefined }) {
  const zone = useContext(Zones).zoneOf(plant)
  const isOneDay = dayText(Date.parse(from), zone) === dayText(Date.parse(until), zone)
  return (
    <>
      <Moment at={from} plant={plant} /> to{' '}
      {isOneDay ? (
        <time className={look.moment} dateTime={until} data-utc={utcText(until)} tabIndex={-1}>
          {clockText(until, zone)}
        </time>
      ) : (
        <Moment at={until} plant={plant} />
      )}
    </>
  )
}

/** How long ago; the moment itself is told on pointing. */
export function Age({ since, plant }: { since: string; plant?: string | undefined }) {
  const { zoneOf } = useContext(Zones)
  const at = useNow()
  return (
    <time
      className={look.moment}
      dateTime={since}
      data-utc={`${momentText(since, zoneOf(plant), at, 'seconds')} · ${utcText(since)}`}
      tabIndex={-1}
    >
      {ageText(Math.max(0, (at - Date.parse(since)) / 1_000))}
    </time>
  )
}

export const Gap = ({ from, to }: { from: string; to: string }) => <>{durationText(secondsBetween(from, to))}</>
