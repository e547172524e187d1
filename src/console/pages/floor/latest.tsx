import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import look from './floor.module.css'
import { type Entry, pressesIn, type PressView } from './outbox/entry.ts'
import { mayTakeBack } from './report/presses.ts'
import { standStatus } from './words.ts'

const SHOWN = 20

/** The last twenty presses with their verdicts; the last one that counts may be taken back. */
export function Latest({ entries, onUndo }: { entries: readonly Entry[]; onUndo: (press: PressView) => void }) {
  const presses = pressesIn(entries).slice(0, SHOWN)
  if (presses.length === 0) return null
  const last = presses.find(counts)
  const undoable = last && mayTakeBack(last.entries.map(({ event }) => event))
  return (
    <section className={look.latest} aria-labelledby="latest-title">
      <h2 id="latest-title">Reported here</h2>
      {undoable ? (
        <button type="button" onClick={() => onUndo(last)}>
          Take back: {last.title}
        </button>
      ) : null}
      <ol>
        {presses.map((press) => (
          <li key={press.press} data-back={press.takenBack || undefined}>
            <p className={look.title}>
              <Moment at={press.at} /> · {press.title}
            </p>
            <p>
              <StatusWord of={standStatus[press.stand]} />
              {press.takenBack ? ' · taken back' : ''}
            </p>
            <p className="quiet">
              {press.sentence} {press.now}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const counts = ({ stand, takenBack, entries }: PressView): boolean =>
  !takenBack && !isReversal(entries) && !['refused', 'set-aside'].includes(stand)

const isReversal = (entries: readonly Entry[]): boolean => entries.some(({ event }) => 'reverses' in event.data)
