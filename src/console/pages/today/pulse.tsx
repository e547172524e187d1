import { Link } from '@tanstack/react-router'
import { useContext, useState } from 'react'
import type { Today } from '#api'
import { useMay } from '../../app/session.tsx'
import { Nothing } from '../../parts/conditions.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { useNow, Zones } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { momentText } from '../../words/moments.ts'
import { numberText } from '../../words/names.ts'
import { PulseChart } from './pulse-chart.tsx'
import look from './pulse.module.css'

/** The last four hours at a glance: what came in, what was confirmed, what was refused. */
export function Pulse({ pulse, plant }: { pulse: Today['pulse']; plant: string }) {
  const [pointed, setPointed] = useState<number>()
  const { zoneOf } = useContext(Zones)
  const now = useNow()
  const clock = (at: string) => momentText(at, zoneOf(plant || undefined), now)
  const sum = (name: 'accepted' | 'confirmed' | 'refused') => pulse.reduce((so, bucket) => so + bucket[name], 0)
  const read = pointed === undefined ? undefined : pulse[pointed]
  const quietHours = sum('accepted') + sum('confirmed') + sum('refused') === 0
  return (
    <Sheet title="Pulse of the last 4 hours" aside="Per 5 minutes">
      {quietHours ? (
        <Nothing title="Nothing moved in four hours" />
      ) : (
        <>
          <p className={look.legend} aria-live="off">
            <span className={look.when}>{read ? `${clock(read.at)}, 5 min` : 'Together'}</span>
            <span>
              <i data-of="accepted" /> {numberText(read?.accepted ?? sum('accepted'))} accepted
            </span>
            <span>
              <i data-of="confirmed" /> {numberText(read?.confirmed ?? sum('confirmed'))} confirmed
            </span>
            <span>
              <i data-of="refused" /> {numberText(read?.refused ?? sum('refused'))} refused
            </span>
          </p>
          <PulseChart
            pulse={pulse}
            clock={clock}
            onPoint={setPointed}
            label={`${numberText(sum('accepted'))} accepted, ${numberText(sum('confirmed'))} confirmed, ${numberText(sum('refused'))} refused in four hours; the numbers stand in the table below`}
          />
          <Disclosure name="As numbers">
            <Numbers pulse={pulse} plant={plant} clock={clock} />
          </Disclosure>
        </>
      )}
    </Sheet>
  )
}

function Numbers({ pulse, plant, clock }: { pulse: Today['pulse']; plant: string; clock: (at: string) => string }) {
  const mayRead = useMay('messages.read')
  return (
    <div className={look.scroll} tabIndex={0} role="region" aria-label="Pulse as numbers">
      <table className={look.numbers}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Accepted</th>
            <th scope="col">Confirmed</th>
            <th scope="col">Refused</th>
          </tr>
        </thead>
        <tbody>
          {pulse.map(({ at, accepted, confirmed, refused }) => (
            <tr key={at}>
              <th scope="row">{clock(at)}</th>
              <td>
                {mayRead && accepted > 0 ? (
                  <Link to="/messages" search={{ since: at, until: later(at), ...(plant ? { plant } : {}) }}>
                    {numberText(accepted)}
                  </Link>
                ) : (
                  accepted
                )}
              </td>
              <td>{confirmed}</td>
              <td>{refused}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const later = (at: string): string => new Date(Date.parse(at) + 300_000).toISOString()
