import type { WhyView } from '#api'
import { Moment } from '../../parts/moment.tsx'
import { partText, stateText } from '../../words/figures.ts'

/** A value of the measure: an amount, a state, or a moment on the plant's clock. */
export function Stands({ view, value }: { view: WhyView; value: string | null }) {
  if (value === null) return <>Not set</>
  if (view.measure === 'state') return <>{stateText(value)}</>
  if (view.measure === 'moment') return <Moment at={value} shape="seconds" />
  return <>{partText(view, value)}</>
}
