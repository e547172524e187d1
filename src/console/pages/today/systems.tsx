import { Link } from '@tanstack/react-router'
import type { Today } from '#api'
import { useMay } from '../../app/session.tsx'
import { StatusWord, toneClass } from '../../parts/status.tsx'
import { durationText } from '../../words/durations.ts'
import { counted } from '../../words/names.ts'
import { systemStatus } from '../../words/status.ts'
import look from './systems.module.css'

/** Less is what the way takes, in seconds. */
const NOTICED = 5

/** Which system keeps up, and by how much one does not. */
export function Systems({ systems, plant }: { systems: Today['systems']; plant: string }) {
  const mayRead = useMay('messages.read')
  if (systems.length === 0) return null
  return (
    <ul className={look.systems} aria-label="Systems">
      {systems.map(({ system, title, state, sentence, behind, clock }) => (
        <li key={system} className={toneClass(systemStatus[state].tone)}>
          <p className={look.head}>
            <strong>{title}</strong>
            <StatusWord of={systemStatus[state]} />
          </p>
          {behind.events > 0 ? (
            <p className={look.behind}>
              {mayRead ? (
                <Link to="/messages" search={{ progress: 'sending', ...(plant ? { plant } : {}) }}>
                  behind by {counted(behind.events, 'event')}
                </Link>
              ) : (
                `behind by ${counted(behind.events, 'event')}`
              )}
              , {durationText(behind.seconds)}
            </p>
          ) : null}
          <p className={look.sentence}>{sentence}</p>
          {clock && Math.abs(clock.aheadSeconds) >= NOTICED ? (
            <p className={look.sentence}>
              {clock.device ? `The clock of ${clock.device}` : 'Its clock'} is{' '}
              <strong>
                {durationText(Math.abs(clock.aheadSeconds))} {clock.aheadSeconds > 0 ? 'ahead' : 'behind'}
              </strong>
              .
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
