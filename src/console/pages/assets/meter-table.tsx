import { Button } from '@mantine/core'
import type { MeterView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { amountText } from '../../words/units.ts'
import look from './assets.module.css'

/** Each meter with what it showed last, how much it counts a day, and what it has counted in all. */
export function MeterTable({
  meters,
  mayRead,
  onRead,
}: {
  meters: readonly MeterView[]
  mayRead: readonly string[]
  onRead: (meter: MeterView) => void
}) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.meters}`}>
      <caption className="unseen">Meters of assets</caption>
      <thead>
        <tr>
          <th scope="col">Meter</th>
          <th scope="col">Last reading</th>
          <th scope="col">A day</th>
          <th scope="col">
            <span className="unseen">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {meters.map((one) => (
          <tr key={`${one.plant} ${one.asset} ${one.meter}`}>
            <th scope="row" className={look.name}>
              {one.name}: {one.meter}
              <span>
                {one.asset}, {plantName(one.plant)}
              </span>
            </th>
            <td>
              {amountText(one.last.shows)}
              <span className={look.since}>
                by {one.last.by}, <Moment at={one.last.at} plant={one.plant} />
              </span>
            </td>
            <td>
              {one.perDay ? amountText(one.perDay) : <span className="quiet">not known yet</span>}
              <span className={look.since}>{amountText(one.counted)} in all</span>
            </td>
            <td className={ledger.right}>
              {mayRead.includes(one.plant) ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onRead(one)}
                  aria-label={`Read: ${one.meter} of ${one.name}`}
                >
                  Read…
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
