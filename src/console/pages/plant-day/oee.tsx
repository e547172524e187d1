import { Link } from '@tanstack/react-router'
import { useContext } from 'react'
import type { PlantDay } from '#api'
import ledger from '../../parts/ledger.module.css'
import { Zones } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { durationText } from '../../words/durations.ts'
import { clockText } from '../../words/moments.ts'
import { gapWords, notReported, shareText, timeOf } from '../../words/plant-day.ts'
import { amountText, isNothing } from '../../words/units.ts'
import { Events } from '../../parts/events.tsx'
import look from './plant-day.module.css'

type Oee = PlantDay['oee']
type Centre = Oee['centres'][number]

/** What became of the planned time of each work centre, as three shares and what they come to. */
export const OeeTable = ({ day: { plant, oee } }: { day: PlantDay }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">OEE of work centres</caption>
    <thead>
      <tr>
        <th scope="col">Work centre</th>
        <th scope="col">Availability</th>
        <th scope="col">Performance</th>
        <th scope="col">Quality</th>
        <th scope="col">
          <abbr title="Overall equipment effectiveness">OEE</abbr>
        </th>
        <th scope="col">Planned time, and what was made in it</th>
      </tr>
    </thead>
    <tbody>
      {oee.centres.map((centre) => (
        <tr key={centre.workCentre}>
          <th scope="row" className={look.asset}>
            {centre.workCentre}
          </th>
          <td className={look.number} data-name="Availability">
            {shareText(centre.availability)}
          </td>
          <td className={look.number} data-name="Performance">
            {shareText(centre.performance)}
            {centre.isTooFast ? <span className={look.quietly}>a planned time is wrong</span> : null}
          </td>
          <td className={look.number} data-name="Quality">
            {shareText(centre.quality)}
          </td>
          <td className={look.number} data-name="OEE">
            <strong>{shareText(centre.oee)}</strong>
            <Shifts oee={oee} centre={centre} plant={plant} />
          </td>
          <td className={look.made}>
            {centre.gap ? <Gap gap={centre.gap} /> : <TimeBar centre={centre} />}
            <Work centre={centre} plant={plant} />
            <MissingReports centre={centre} plant={plant} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** Of each shift, where there is more than one. */
function Shifts({ oee: { shifts }, centre, plant }: { oee: Oee; centre: Centre; plant: string }) {
  const zone = useContext(Zones).zoneOf(plant)
  if (shifts.length < 2 || centre.gap) return null
  return shifts.map(({ from, isOver }, nth) => (
    <span key={from} className={look.quietly}>
      from {clockText(from, zone)}: {shareText(centre.shifts[nth]?.oee ?? null)}
      {isOver ? '' : ', not over'}
    </span>
  ))
}

/** Where planned time went: into good pieces, into others, nowhere that anybody told, or it stood still. */
function TimeBar({ centre }: { centre: Centre }) {
  const times = timeOf(centre)
  const all = times.reduce((sum, { minutes }) => sum + minutes, 0)
  const said = times.filter(({ minutes }) => minutes > 0)
  return (
    <>
      <div className={look.bar} aria-hidden>
        {said.map(({ what, minutes }) => (
          <span key={what} data-what={what} style={{ width: `${(minutes / all) * 100}%` }} />
        ))}
      </div>
      <p className={look.times}>
        {said.map(({ name, minutes }) => `${durationText(minutes * 60)} ${name}`).join(', ')}
      </p>
    </>
  )
}

const Gap = ({ gap }: { gap: NonNullable<Centre['gap']> }) => (
  <p className={look.times}>
    Cannot be told: {gapWords[gap]}. {gap === 'unplaced' ? <Link to="/assets">Map a place to it.</Link> : null}
  </p>
)

/** What would be in these figures, had it been reported. */
function MissingReports({ centre: { missing }, plant }: { centre: Centre; plant: string }) {
  const zone = useContext(Zones).zoneOf(plant)
  if (missing.length === 0) return null
  return (
    <ul aria-label="Not reported">
      {missing.map(({ order, label, operation, name, expected }) => (
        <li key={`${order} ${operation}`}>
          <Link to="/orders/$key" params={{ key: order }} search={{ plant }}>
            {label}
          </Link>
          , {name}: <StatusWord of={notReported} />, expected by {clockText(expected, zone)}
        </li>
      ))}
    </ul>
  )
}

const Work = ({ centre: { work }, plant }: { centre: Centre; plant: string }) => (
  <ul>
    {work.map(({ order, label, operation, name, good, scrap, rework, messages }) => (
      <li key={`${order} ${operation}`}>
        <Link to="/orders/$key" params={{ key: order }} search={{ plant }}>
          {label}
        </Link>
        , {name}: {amountText(good)} good
        {isNothing(scrap) ? '' : `, ${amountText(scrap)} scrap`}
        {isNothing(rework) ? '' : `, ${amountText(rework)} to rework`}
        {' · '}
        <Events messages={messages} />
      </li>
    ))}
  </ul>
)
