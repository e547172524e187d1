import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import type { ReplanView } from '#api'
import { useNow } from '../../parts/moment.tsx'
import { daysIn } from '../../parts/time-axis.ts'
import { dayText, momentText } from '../../words/moments.ts'
import { type Bar, type Lane, lanesFor, spanFor } from './bars.ts'
import look from './schedule.module.css'

const LANE = 44
const HEAD = 24
const NAME = 150
const WIDTH = 960
/** By keyboard a bar goes in steps of so much; by hand to the next five minutes. */
const STEP = 15 * 60_000
const GRAIN = 5 * 60_000

export interface Wish {
  readonly operation: string
  readonly workCentre: string
  readonly from: string
}

interface Props {
  readonly view: ReplanView
  readonly option: ReplanView['options'][number] | undefined
  /** Where bars can be put elsewhere. */
  readonly onPut?: ((wish: Wish) => void) | undefined
}

/**
 * Each work centre a lane: outlined where an operation stood, filled where it is to stand, hatched while the work centre
 * is down. The list below says the same in words.
 */
export function Board({ view, option, onPut }: Props) {
  const now = useNow()
  const zone = view.timeZone
  const hatch = useId()
  const lanes = lanesFor(view, option)
  const span = spanFor(lanes, now, zone)
  const x = (at: number): number =>
    NAME + ((Math.min(Math.max(at, span.from), span.until) - span.from) / (span.until - span.from)) * (WIDTH - NAME)
  const height = HEAD + lanes.length * LANE
  const shown = (bar: Bar): boolean => bar.until > span.from && bar.from < span.until
  const box = (bar: { from: number; until: number }) => ({
    x: x(bar.from),
    width: Math.max(3, x(bar.until) - x(bar.from)),
  })
  const perPixel = (span.until - span.from) / (WIDTH - NAME)

  return (
    <div className={look.board} tabIndex={0} role="region" aria-label="Plan over time, before and after">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label="Operations of each work centre over time">
        <defs>
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="7" className={look.hatch} />
          </pattern>
        </defs>
        {daysIn(span, zone).map((day) => (
          <g key={day} aria-hidden="true">
            <line x1={x(day)} x2={x(day)} y1={HEAD - 6} y2={height} className={look.grid} />
            <text x={x(day) + 4} y={HEAD - 9} className={look.day}>
              {dayText(day, zone)}
            </text>
          </g>
        ))}
        {lanes.map((lane, nth) => (
          <g key={lane.id} transform={`translate(0 ${HEAD + nth * LANE})`}>
            <line x1={0} x2={WIDTH} y1={LANE} y2={LANE} className={look.grid} />
            <text x={0} y={LANE / 2 + 5} className={look.lane} aria-hidden="true">
              {lane.name}
            </text>
            {lane.leaves
              .filter(({ from, until }) => until > span.from && from < span.until)
              .map((leave) => (
                <rect
                  key={`${leave.from} ${leave.title}`}
                  {...box(leave)}
                  y={1}
                  height={LANE - 2}
                  fill={`url(#${hatch})`}
                >
                  <title>{`${lane.name} is down: ${leave.title}`}</title>
                </rect>
              ))}
            {lane.staying.filter(shown).map((bar) => (
              <rect key={bar.operation} {...box(bar)} y={12} height={LANE - 24} className={look.staying}>
                <title>{`${bar.name} of ${bar.label} stays`}</title>
              </rect>
            ))}
            {lane.before.filter(shown).map((bar) => (
              <rect key={`was ${bar.operation}`} {...box(bar)} y={6} height={LANE - 12} className={look.before}>
                <title>{`${bar.name} of ${bar.label} stood here`}</title>
              </rect>
            ))}
            {lane.after.filter(shown).map((bar) => (
              <After
                key={bar.operation}
                {...{ bar, lane, lanes, view, perPixel }}
                box={box(bar)}
                at={momentText(new Date(bar.from).toISOString(), zone, now)}
                onPut={onPut}
              />
            ))}
          </g>
        ))}
        <line x1={x(now)} x2={x(now)} y1={HEAD - 6} y2={height} className={look.now} aria-hidden="true" />
      </svg>
    </div>
  )
}

interface AfterProps {
  readonly bar: Bar
  readonly lane: Lane
  readonly lanes: readonly Lane[]
  readonly view: ReplanView
  readonly perPixel: number
  readonly box: { readonly x: number; readonly width: number }
  readonly at: string
  readonly onPut: Props['onPut']
}

/** A bar that can be taken by hand or by the arrow keys: along its lane in time, across lanes to a work centre that can do it. */
function After({ bar, lane, lanes, view, perPixel, box, at, onPut }: AfterProps) {
  const [drag, setDrag] = useState<{ readonly x: number; readonly y: number }>()
  const began = useRef({ x: 0, y: 0, scale: 1 })
  const able = view.work.operations.find(({ operation }) => operation === bar.operation)?.choices ?? []
  const centres = able.map(({ workCentre }) => workCentre)
  const put = (from: number, workCentre = lane.id) =>
    onPut?.({ operation: bar.operation, workCentre, from: new Date(Math.round(from / GRAIN) * GRAIN).toISOString() })

  function onKeyDown(event: KeyboardEvent) {
    const next = centres[(centres.indexOf(lane.id) + 1) % centres.length]
    const last = centres[(centres.indexOf(lane.id) + centres.length - 1) % centres.length]
    if (event.key === 'ArrowRight') put(bar.from + STEP)
    else if (event.key === 'ArrowLeft') put(bar.from - STEP)
    else if (event.key === 'ArrowDown' && next !== lane.id) put(bar.from, next)
    else if (event.key === 'ArrowUp' && last !== lane.id) put(bar.from, last)
    else return
    event.preventDefault()
  }

  const onPointerDown = (event: PointerEvent<SVGRectElement>) => {
    const width = event.currentTarget.ownerSVGElement!.getBoundingClientRect().width
    began.current = { x: event.clientX, y: event.clientY, scale: WIDTH / width }
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ x: 0, y: 0 })
  }
  const onPointerMove = (event: PointerEvent) => {
    const { x, y, scale } = began.current
    if (drag) setDrag({ x: (event.clientX - x) * scale, y: (event.clientY - y) * scale })
  }
  const onPointerUp = () => {
    if (!drag) return
    setDrag(undefined)
    const over = lanes[lanes.indexOf(lane) + Math.round(drag.y / LANE)]
    const centre = over && centres.includes(over.id) ? over.id : lane.id
    if (Math.abs(drag.x) > 3 || centre !== lane.id) put(bar.from + drag.x * perPixel, centre)
  }

  const label = `${bar.name} of ${bar.label}: ${lane.name}, ${at}${bar.isLate ? ', its order is late' : ''}`
  const shape = {
    ...box,
    y: 6,
    height: LANE - 12,
    className: `${look.after} ${bar.isLate ? look.late : ''} ${drag ? look.dragged : ''}`,
    ...(drag ? { transform: `translate(${drag.x} ${drag.y})` } : {}),
  }
  const hand = onPut && {
    ...{ role: 'button', tabIndex: 0, 'aria-label': `${label}. Arrow keys put it elsewhere` },
    ...{ onKeyDown, onPointerDown, onPointerMove, onPointerUp },
  }
  return (
    <>
      <rect {...shape} {...hand}>
        <title>{label}</title>
      </rect>
      {box.width > bar.label.length * 7 && !drag ? (
        <text x={box.x + 6} y={LANE / 2 + 4} className={look.name} aria-hidden="true">
          {bar.label}
        </text>
      ) : null}
    </>
  )
}
