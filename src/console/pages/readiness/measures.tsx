import { Link } from '@tanstack/react-router'
import type { ReadinessView } from '#api'
import { useMay } from '../../app/session.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { durationText } from '../../words/durations.ts'
import { counted, numberText } from '../../words/names.ts'
import look from './readiness.module.css'

const percent = (share: number | null): string => (share === null ? '–' : `${Number((share * 100).toFixed(1))} %`)

/** The four measures with what each is asked to be, and what would have needed a person. */
export function Measures({ of }: { of: ReadinessView }) {
  const { completeness, received, judged, absent, match, matching, compared, exceptions, latency, target, thresholds } =
    of
  return (
    <Sheet title="Measured">
      <dl className={look.measures}>
        <Measure
          name="Completeness"
          value={percent(completeness)}
          asked={`at least ${percent(Number(thresholds.completeness))}`}
        >
          {numberText(judged)} of {numberText(received)} judged
          {absent > 0 ? `, ${counted(absent, 'more')} booked by hand and never told` : ''}
        </Measure>
        <Measure
          name="The same as booked"
          value={percent(match)}
          asked={`at least ${percent(Number(thresholds.match))}`}
        >
          {numberText(matching)} of {counted(compared, 'amount')} agree
        </Measure>
        <Measure
          name="Needs a person"
          value={percent(exceptions)}
          asked={`at most ${percent(Number(thresholds.exceptions))}`}
        >
          {of.troubles.length === 0 ? 'Nothing would have' : null}
          <Troubles of={of} />
        </Measure>
        <Measure
          name="From receipt to decision"
          value={latency ? durationText(latency.p95) : '–'}
          asked={`95 % in ${durationText(target.p95)}, 99 % in ${durationText(target.p99)}`}
        >
          {latency
            ? `95 % in this, half in ${durationText(latency.p50)}, 99 % in ${durationText(latency.p99)}`
            : 'nothing was judged'}
        </Measure>
      </dl>
    </Sheet>
  )
}

function Measure({
  name,
  value,
  asked,
  children,
}: {
  name: string
  value: string
  asked: string
  children: React.ReactNode
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> <span className="quiet">{asked}</span>
        <div>{children}</div>
      </dd>
    </div>
  )
}

function Troubles({ of: { troubles, plant, flow, since, until } }: { of: ReadinessView }) {
  const mayRead = useMay('messages.read')
  if (troubles.length === 0) return null
  return (
    <ul className={look.troubles}>
      {troubles.map(({ code, count, sentence }) => (
        <li key={code} title={sentence}>
          {numberText(count)} ×{' '}
          {mayRead ? (
            <Link to="/messages" search={{ plant, flow, code, since, until }}>
              {code}
            </Link>
          ) : (
            code
          )}
        </li>
      ))}
    </ul>
  )
}
