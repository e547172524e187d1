import type { Journey } from '#api'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import look from './around.module.css'

/** Who did something about it, from the audit trail. */
export const Trail = ({ journey: { trail, message } }: { journey: Journey }) => (
  <Sheet title="Who did something">
    {trail.length === 0 ? (
      <p className="quiet">Nobody had to.</p>
    ) : (
      <ol className={look.trail}>
        {trail.map(({ at, actor, action, sentence }) => (
          <li key={at + action}>
            <p>
              <strong>{actor}</strong>{' '}
              <span className="quiet">
                <Moment at={at} plant={message.plant} shape="seconds" />
              </span>
            </p>
            <p>{sentence}</p>
          </li>
        ))}
      </ol>
    )}
  </Sheet>
)
