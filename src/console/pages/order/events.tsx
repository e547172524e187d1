import type { MessageRow } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Mark } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import { messageStatus } from '../../words/status.ts'
import look from './lists.module.css'

/** Everything that was reported about the order, as it happened. */
export const Events = ({ of, plant }: { of: readonly MessageRow[]; plant: string }) => (
  <Sheet title="Everything reported" aside={counted(of.length, 'event')} flush>
    {of.length === 0 ? (
      <Nothing title="Nothing was reported yet" />
    ) : (
      <ol className={look.events}>
        {of.map((row) => {
          const status = messageStatus(row)
          return (
            <li key={row.messageId}>
              <Mark tone={status.tone} shape={status.shape} size={15} />
              <div>
                <p className={look.eventHead}>
                  <MessageLink id={row.messageId}>{row.title}</MessageLink>
                  <span className="quiet">
                    <Moment at={row.occurredAt} plant={plant} />
                  </span>
                </p>
                <p className={look.sentence}>
                  <span className="unseen">{status.word}: </span>
                  {row.sentence}
                </p>
                {row.waiting ? <Wait of={row.waiting} plant={plant} /> : null}
              </div>
            </li>
          )
        })}
      </ol>
    )}
  </Sheet>
)

const Wait = ({ of: { what, until }, plant }: { of: NonNullable<MessageRow['waiting']>; plant: string }) => (
  <p className={look.sentence}>
    <strong>Waits for {what}</strong>
    {until ? (
      <>
        , until <Moment at={until} plant={plant} />; then somebody is asked
      </>
    ) : null}
    .
  </p>
)
