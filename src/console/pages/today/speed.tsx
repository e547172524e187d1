import type { FlowHealth } from '#api'
import { Mark } from '../../parts/status.tsx'
import { durationText } from '../../words/durations.ts'
import look from './speed.module.css'

/** Half, 95 and 99 of a hundred: as numbers, and as marks on a ruler that ends a third beyond the target. */
export function Speed({ flow: { p50, p95, p99, target } }: { flow: FlowHealth }) {
  if (p50 === null || p95 === null || p99 === null) return <span className="quiet">nothing confirmed yet</span>
  const met = p95 <= target.p95 && p99 <= target.p99
  const end = Math.max(target.p99, p99) * 1.15
  // Times of a plant lie between tenths of seconds and hours: only a logarithm shows both.
  const place = (seconds: number): string => `${(100 * Math.log1p(seconds * 10)) / Math.log1p(end * 10)}%`
  return (
    <div className={look.speed}>
      <p className={look.numbers}>
        <span>
          <abbr title="half of them were faster">p50</abbr> {durationText(p50)}
        </span>
        <span data-over={p95 > target.p95 || undefined}>
          <abbr title="95 of 100 were faster">p95</abbr> {durationText(p95)}
          <i> of {durationText(target.p95)}</i>
        </span>
        <span data-over={p99 > target.p99 || undefined}>
          <abbr title="99 of 100 were faster">p99</abbr> {durationText(p99)}
          <i> of {durationText(target.p99)}</i>
        </span>
      </p>
      <div className={look.ruler} aria-hidden="true">
        <b style={{ left: place(target.p95) }} />
        <b style={{ left: place(target.p99) }} />
        <u style={{ left: place(p50), width: `calc(${place(p99)} - ${place(p50)})` }} data-met={met} />
        <s style={{ left: place(p95) }} data-met={met} />
      </div>
      <span className={look.met}>
        <Mark tone={met ? 'ok' : 'warn'} shape={met ? 'check' : 'flag'} size={13} />
        {met ? 'on target' : 'slower than agreed'}
      </span>
    </div>
  )
}
