import { useContext } from 'react'
import type { Losses } from '#api'
import { usePlantName } from '../../app/session.tsx'
import figures from '../../parts/figures.module.css'
import { Nothing } from '../../parts/conditions.tsx'
import { Zones } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { durationText } from '../../words/durations.ts'
import { costText } from '../../words/money.ts'
import { clockText } from '../../words/moments.ts'
import { amountText } from '../../words/units.ts'
import look from './losses.module.css'
import { ShiftTable } from './shift-table.tsx'

/** The losses of a plant's day: in all, and of each shift with what made them. */
export function LossesOfPlant({ day, isAlone }: { day: Losses; isAlone: boolean }) {
  const plantName = usePlantName()
  const zone = useContext(Zones).zoneOf(day.plant)
  return (
    <section className={look.plant} aria-label={plantName(day.plant)}>
      {isAlone ? null : <h2 className={look.name}>{plantName(day.plant)}</h2>}
      <dl className={figures.figures}>
        <Figure name="Downtime" value={durationText(day.minutes * 60)} worth={day.lost} />
        <Figure name="Scrap" value={day.quantities.map(amountText).join(', ') || '–'} worth={day.scrapped} />
        <Figure name="Together" value={costText(day.total)}>
          {day.untold > 0 ? `and ${day.untold} that no rule has a rate for` : 'by the rates of the day'}
        </Figure>
      </dl>
      {day.shifts.map((shift) => (
        <Sheet
          key={shift.from}
          title={`${clockText(shift.from, zone)} to ${clockText(shift.ends, zone)}`}
          aside={shift.provisional ? `Provisional: ${shift.provisional}` : 'Closed'}
          flush
        >
          {shift.stops.length + shift.scrap.length === 0 ? (
            <Nothing title="Nothing was lost">
              Standstills and scrap of the shift stand here, each with its rate.
            </Nothing>
          ) : (
            <ShiftTable plant={day.plant} shift={shift} />
          )}
        </Sheet>
      ))}
    </section>
  )
}

function Figure({
  name,
  value,
  worth,
  children,
}: {
  name: string
  value: string
  worth?: Losses['lost']
  children?: string
}) {
  return (
    <div className={figures.figure}>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <span>{worth ? costText(worth) : children}</span>
      </dd>
    </div>
  )
}
