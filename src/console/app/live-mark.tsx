import { Mark } from '../parts/status.tsx'
import { useLiveness } from './live.ts'

const said = {
  live: { tone: 'ok', shape: 'check', word: 'Live' },
  connecting: { tone: 'busy', shape: 'half', word: 'Connecting' },
  cut: { tone: 'warn', shape: 'doubt', word: 'Not live: asking every 20 s' },
} as const

/** A phone has no room for good news; that the screen lags is said across it. */
export const CutStrip = ({ className }: { className: string | undefined }) =>
  useLiveness() === 'cut' ? <LiveMark className={className} /> : null

/** Whether what is on the screen follows the hub. */
export function LiveMark({ className }: { className: string | undefined }) {
  const { tone, shape, word } = said[useLiveness()]
  return (
    <span className={className} role="status">
      <Mark tone={tone} shape={shape} size={13} />
      {word}
    </span>
  )
}
