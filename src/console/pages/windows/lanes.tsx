import type { WindowView } from '#api'
import { useContext } from 'react'
import { useNow, Zones } from '../../parts/moment.tsx'
import { dayText } from '../../words/moments.ts'
import { daysIn } from '../../parts/time-axis.ts'
import { bars, spanOf } from './bars.ts'
import look from './windows.module.css'

const LANE = 34
const HEAD = 22
const NAME = 150
const WIDTH = 960

/**
 * Each work centre a lane, each window a bar: full where both agreed, an outline where somebody still has to. The table
 * below says the same in words.
 */
export function Lanes({ windows }: { windows: readonly WindowView[] }) {
  const now = useNow()
  const zone = useContext(Zones).zoneOf(windows[0]?.plant)
  const span = spanOf(windows, now, zone)
  const lanes = bars(windows)
  const x = (at: number): number => NAME + ((at - span.from) / (span.until - span.from)) * (WIDTH - NAME)
  const height = HEAD + lanes.length * LANE
  return (
    <div className={look.lanes} tabIndex={0} role="region" aria-label="Windows over time">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label="Windows of each work centre over time">
        {daysIn(span, zone).map((day) => (
          <g key={day}>
            <line x1={x(day)} x2={x(day)} y1={HEAD - 6} y2={height} className={look.grid} />
            <text x={x(day) + 4} y={HEAD - 8} className={look.day}>
              {dayText(day, zone)}
            </text>
          </g>
        ))}
        {lanes.map(({ name, windows: taken }, nth) => (
          <g key={name} transform={`translate(0 ${HEAD + nth * LANE})`}>
            <line x1={0} x2={WIDTH} y1={LANE} y2={LANE} className={look.grid} />
            <text x={0} y={LANE / 2 + 5} className={look.lane}>
              {name}
            </text>
            {taken.map(({ id, from, until, isAgreed }) => (
              <rect
                key={`${id} ${isAgreed}`}
                x={x(Math.max(from, span.from))}
                y={6}
                width={Math.max(3, x(Math.min(until, span.until)) - x(Math.max(from, span.from)))}
                height={LANE - 12}
                className={isAgreed ? look.agreed : look.wished}
              >
                <title>{id}</title>
              </rect>
            ))}
          </g>
        ))}
        <line x1={x(now)} x2={x(now)} y1={HEAD - 6} y2={height} className={look.now} />
      </svg>
    </div>
  )
}
