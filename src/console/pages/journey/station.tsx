import type { ReactNode } from 'react'
import { Gap, Moment } from '../../parts/moment.tsx'
import { Mark, toneClass } from '../../parts/status.tsx'
import type { Status } from '../../words/status.ts'
import look from './station.module.css'

/** One stop of the line: its clock and the time since the one before, its mark, and what happened there. */
export function Station({
  of,
  at,
  before,
  plant,
  title,
  children,
}: {
  of: Status
  at?: string | undefined
  before?: string | undefined
  plant: string
  title: ReactNode
  children?: ReactNode
}) {
  return (
    <li className={`${look.station} ${toneClass(of.tone)}`}>
      <div className={look.clock}>
        {at ? <Moment at={at} plant={plant} shape="exact" /> : null}
        {at && before && at > before ? (
          <span className={look.gap}>
            + <Gap from={before} to={at} />
          </span>
        ) : null}
      </div>
      <div className={look.mark}>
        <Mark tone={of.tone} shape={of.shape} size={20} />
      </div>
      <div className={look.body}>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  )
}
