import type { Today } from '#api'
import look from './pulse.module.css'

const height = 120
const below = 16
const step = 12

/** Accepted as bars, confirmed as the line that should follow them, refused as teeth under the axis. */
export function PulseChart({
  pulse,
  clock,
  onPoint,
  label,
}: {
  pulse: Today['pulse']
  clock: (at: string) => string
  onPoint: (bucket: number | undefined) => void
  label: string
}) {
  const most = Math.max(4, ...pulse.map(({ accepted, confirmed }) => Math.max(accepted, confirmed)))
  const y = (count: number): number => height - (count / most) * (height - 6)
  const width = pulse.length * step
  const line = pulse.map(({ confirmed }, index) => `${index * step + step / 2},${y(confirmed)}`).join(' ')
  return (
    <figure className={look.figure}>
      <svg
        viewBox={`0 0 ${width} ${height + below}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        onPointerLeave={() => onPoint(undefined)}
        onPointerMove={(event) => {
          const { left, width: wide } = event.currentTarget.getBoundingClientRect()
          onPoint(Math.min(pulse.length - 1, Math.max(0, Math.floor(((event.clientX - left) / wide) * pulse.length))))
        }}
      >
        {[0.5, 1].map((share) => (
          <line key={share} x1="0" x2={width} y1={y(most * share)} y2={y(most * share)} className={look.grid} />
        ))}
        {pulse.map(({ at, accepted, refused }, index) => (
          <g key={at}>
            <rect
              x={index * step + 2}
              width={step - 4}
              y={y(accepted)}
              height={height - y(accepted)}
              className={look.accepted}
            />
            {refused > 0 ? (
              <rect
                x={index * step + 2}
                width={step - 4}
                y={height + 3}
                height={Math.min(below - 3, 4 + refused * 3)}
                className={look.refused}
              />
            ) : null}
          </g>
        ))}
        <polyline points={line} className={look.confirmed} />
        <line x1="0" x2={width} y1={height} y2={height} className={look.axis} />
      </svg>
      <figcaption className={look.hours} aria-hidden="true">
        {pulse
          .filter((_, index) => index % 12 === 0)
          .map(({ at }) => (
            <span key={at}>{clock(at)}</span>
          ))}
        <span>now</span>
      </figcaption>
      <span className={look.most} aria-hidden="true">
        {most}
      </span>
    </figure>
  )
}
