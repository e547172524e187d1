import { Fragment } from 'react'
import type { Journey } from '#api'
import { Decided } from './decided.tsx'
import { Effect } from './effect.tsx'
import { Happened, Received, Recorded, Waits } from './told.tsx'
import { Trouble } from './trouble.tsx'
import look from './station.module.css'

interface Stop {
  readonly at: string
  readonly name: string
  readonly draw: (before: string | undefined) => React.ReactNode
}

/** Every station in the order of time, one line from the floor to the books. */
export function Line({ journey }: { journey: Journey }) {
  const stops = stopsOf(journey)
  return (
    <ol className={look.line}>
      {stops.map(({ name, draw }, index) => (
        <Fragment key={name}>{draw(stops[index - 1]?.at)}</Fragment>
      ))}
    </ol>
  )
}

function stopsOf(journey: Journey): readonly Stop[] {
  const { clocks, runs, effects, exceptions } = journey
  const told: Stop[] = [{ at: clocks.occurred, name: 'occurred', draw: () => <Happened journey={journey} /> }]
  if (clocks.recorded)
    told.push({
      at: clocks.recorded,
      name: 'recorded',
      draw: (before) => <Recorded journey={journey} before={before} />,
    })
  told.push({ at: clocks.received, name: 'received', draw: (before) => <Received journey={journey} before={before} /> })

  const then: Stop[] = [
    ...runs.map((run) => ({
      at: run.decidedAt,
      name: `run ${run.attempt}`,
      draw: (before: string | undefined) => (
        <Decided run={run} plant={journey.message.plant} before={before} last={run === runs.at(-1)} />
      ),
    })),
    ...exceptions.map((exception) => ({
      at: exception.openedAt,
      name: exception.exceptionId,
      draw: (before: string | undefined) => <Trouble exception={exception} before={before} />,
    })),
    ...effects.map((effect) => ({
      at: effect.answeredAt ?? effect.sentAt ?? effect.plannedAt,
      name: effect.intentId,
      draw: (before: string | undefined) => <Effect effect={effect} plant={journey.message.plant} before={before} />,
    })),
  ].sort((left, right) => left.at.localeCompare(right.at))

  // The three clocks of the telling keep their order even when a device's clock runs ahead of ours.
  const stops = [...told, ...then]
  if (journey.waiting) stops.push({ at: stops.at(-1)!.at, name: 'waiting', draw: () => <Waits journey={journey} /> })
  return stops
}
