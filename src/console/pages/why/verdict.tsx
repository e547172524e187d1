import type { WhyView } from '#api'
import { Mark } from '../../parts/status.tsx'
import { Stands } from './stands.tsx'
import look from './why.module.css'

/** Whether every part has somebody who can answer for it; if not, how much has not, and what now. */
export function Verdict({ view }: { view: WhyView }) {
  const { isWhole, unexplained, amounts } = { ...view, amounts: view.lines.some(({ amount }) => amount !== null) }
  if (isWhole)
    return (
      <p className={look.verdict}>
        <Mark tone="ok" shape="check" />
        {amounts || view.lines.length === 0 ? 'The parts add up to the whole' : 'It is known who set it'}
      </p>
    )
  return (
    <p className={look.verdict} role="alert">
      <Mark tone="bad" shape="stop" />
      <span>
        <strong>
          <Stands view={view} value={unexplained || null} /> {amounts ? 'of it is not explained.' : 'is not explained.'}
        </strong>{' '}
        No event of the hub and nobody in Odoo stands behind it. Ask the administrator of Odoo who writes past it, or
        open the record there.
      </span>
    </p>
  )
}
