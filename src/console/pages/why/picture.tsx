import type { WhyView } from '#api'
import { signedText } from '../../words/figures.ts'
import { Stands } from './stands.tsx'
import { barsOf } from './bars.ts'
import look from './picture.module.css'

/** The parts from left to right, each beginning where the one before ended; the last column is the whole. */
export function Picture({ view }: { view: WhyView }) {
  if (view.lines.length === 0) return null
  if (view.lines.every(({ amount }) => amount === null)) return <Chain view={view} />
  const { bars, zero } = barsOf(view.lines)
  const wide = 100 / (bars.length + 1)
  return (
    <figure className={look.picture}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={told(view)}>
        <line x1="0" x2="100" y1={zero} y2={zero} className={look.zero} vectorEffect="non-scaling-stroke" />
        {bars.map(({ top, height, next, origin, isLess }, at) => (
          <g key={at}>
            <rect
              x={at * wide + wide * 0.12}
              width={wide * 0.76}
              y={top}
              height={Math.max(height, 0.8)}
              className={look[origin]}
              data-less={isLess}
            />
            <line
              x1={at * wide + wide * 0.12}
              x2={(at + 1) * wide + wide * 0.88}
              y1={next}
              y2={next}
              className={look.level}
              vectorEffect="non-scaling-stroke"
            />
          </g>
        ))}
        <rect
          x={100 - wide * 0.88}
          width={wide * 0.76}
          y={Math.min(zero, bars.at(-1)!.next)}
          height={Math.max(Math.abs(zero - bars.at(-1)!.next), 0.8)}
          className={look.whole}
        />
      </svg>
      <figcaption>
        <Key is="opening">there before</Key>
        <Key is="event">events</Key>
        <Key is="person">people in Odoo</Key>
        <Key is="ledger">Odoo itself</Key>
        {view.isWhole ? null : <Key is="unexplained">not explained</Key>}
        <Key is="whole">the whole</Key>
      </figcaption>
    </figure>
  )
}

const Key = ({ is, children }: { is: string; children: string }) => (
  <span className={look.key}>
    <i data-of={is} aria-hidden="true" /> {children}
  </span>
)

/** What was set, one after the other. */
const Chain = ({ view }: { view: WhyView }) => (
  <ol className={look.chain}>
    {view.lines.map(({ standsAt, origin }, at) => (
      <li key={at} data-of={origin} data-last={at === view.lines.length - 1}>
        <Stands view={view} value={standsAt} />
      </li>
    ))}
  </ol>
)

const told = (view: WhyView): string =>
  `Parts: ${view.lines
    .slice(0, 24)
    .map(({ amount }) => signedText(view, amount ?? '0'))
    .join(', ')}${view.lines.length > 24 ? ' and more' : ''}`
