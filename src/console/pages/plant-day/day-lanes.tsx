import { useContext } from 'react'
import type { PlantDay } from '#api'
import { Zones } from '../../parts/moment.tsx'
import { clockText } from '../../words/moments.ts'
import look from './plant-day.module.css'

const LANE = 30
const HEAD = 22
const NAME = 150
const WIDTH = 960
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The day from midnight to midnight, an asset a lane; the table below says the same in words. */
export function DayLanes({ day: { plant, from, assets } }: { day: PlantDay }) {
  const zone = useContext(Zones).zoneOf(plant)
  const begin = Date.parse(from)
  const x = (at: number): number => NAME + (Math.min(Math.max(at - begin, 0), DAY) / DAY) * (WIDTH - NAME)
  const height = HEAD + assets.length * LANE
  const now = Date.now()
  const bar = (key: string, begins: string, ends: string | null, name: string | undefined) => {
    const [left, right] = [x(Date.parse(begins)), x(ends === null ? now : Date.parse(ends))]
    return <rect key={key} x={left} y={5} width={Math.max(2, right - left)} height={LANE - 10} className={name} />
  }
  return (
    <div className={look.lanes} tabIndex={0} role="region" aria-label="The day over time">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label="When each asset stood still">
        {[0, 6, 12, 18].map((hour) => (
          <g key={hour}>
            <line
              x1={x(begin + hour * HOUR)}
              x2={x(begin + hour * HOUR)}
              y1={HEAD - 6}
              y2={height}
              className={look.grid}
            />
            <text x={x(begin + hour * HOUR) + 4} y={HEAD - 8} className={look.hour}>
              {clockText(new Date(begin + hour * HOUR).toISOString(), zone)}
            </text>
          </g>
        ))}
        {assets.map(({ asset, name, stops, windows }, nth) => (
          <g key={asset} transform={`translate(0 ${HEAD + nth * LANE})`}>
            <line x1={0} x2={WIDTH} y1={LANE} y2={LANE} className={look.grid} />
            <text x={8} y={LANE / 2 + 5} className={look.lane}>
              {name ?? asset}
            </text>
            {stops.map((one) =>
              bar(
                `stop ${one.number}`,
                one.from,
                one.until,
                one.isVoid ? look.void : one.isFailure ? look.failed : look.stood,
              ),
            )}
            {windows.map((one) => bar(`window ${one.window}`, one.from, one.until, look.window))}
          </g>
        ))}
      </svg>
    </div>
  )
}
