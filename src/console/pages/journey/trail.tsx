import type { Journey } from '#api'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { plain } from '../../words/names.ts'
import look from './around.module.css'

/** Who did something about it, from the audit trail. */
export const Trail = ({ journey: { trail, message } }: { journey: Journey }) => (
  <Sheet title="Who did something">
    {trail.length === 0 ? (
      <p className="quiet">Nobody had to.</p>
    ) : (
      <ol className={look.trail}>
        {trail.map(({ at, actor, action, sentence }, index) => (
          <li key={index}>
            <p>
              <strong>{actor}</strong>{' '}
              <span className="quiet">
                <Moment at={at} plant={message.plant} shape="seconds" />
              </span>
            </p>
            <p>{sentence || plain(action)}</p>
          </li>
        ))}
      </ol>
    )}
  </Sheet>
)
