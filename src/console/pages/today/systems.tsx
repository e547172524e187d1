import type { Today } from '#api'
import { StatusWord, toneClass } from '../../parts/status.tsx'
import { durationText } from '../../words/durations.ts'
import { counted } from '../../words/names.ts'
import { systemStatus } from '../../words/status.ts'
import look from './systems.module.css'

/** Which system keeps up, and by how much one does not. */
export const Systems = ({ systems }: { systems: Today['systems'] }) =>
  systems.length === 0 ? null : (
    <ul className={look.systems} aria-label="Systems">
      {systems.map(({ system, title, state, sentence, behind }) => (
        <li key={system} className={toneClass(systemStatus[state].tone)}>
          <p className={look.head}>
            <strong>{title}</strong>
            <StatusWord of={systemStatus[state]} />
          </p>
          {behind.events > 0 ? (
            <p className={look.behind}>
              behind by {counted(behind.events, 'event')}, {durationText(behind.seconds)}
            </p>
          ) : null}
          <p className={look.sentence}>{sentence}</p>
        </li>
      ))}
    </ul>
  )
