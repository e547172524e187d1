import { Link } from '@tanstack/react-router'
import type { Journey } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Lines } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Mark } from '../../parts/status.tsx'
import { progressWords } from '../../words/status.ts'
import look from './around.module.css'
import { isOrder } from './subject.ts'

/** Its names, for carrying into another system, and its neighbours in the lane. */
export function Around({ journey: { message, traceparent, related } }: { journey: Journey }) {
  const plantName = usePlantName()
  return (
    <>
      <Sheet title="What it is">
        <Lines
          of={[
            [
              'About',
              isOrder(message) ? (
                <Link to="/orders/$key" params={{ key: message.key }} search={{ plant: message.plant }}>
                  {message.subject}
                </Link>
              ) : (
                message.subject
              ),
            ],
            ['Plant', plantName(message.plant)],
            ['Event', <Copyable key="id" text={message.id} name="event id" />],
            [
              'Correlation',
              <Link key="correlation" to="/messages" search={{ q: message.correlation }}>
                <code>{message.correlation}</code>
              </Link>,
            ],
            ['Source', <code key="source">{message.source}</code>],
            ['Type', <code key="type">{message.type}</code>],
            ['Lane', <code key="lane">{`${message.stream} ${message.key}`}</code>],
            ['Message', <Copyable key="message" text={message.messageId} name="message id" />],
            traceparent ? ['Trace', <Copyable key="trace" text={traceparent} name="trace context" />] : null,
          ]}
        />
      </Sheet>
      <Sheet title="Others of the same lane" flush>
        <ol className={look.related}>
          {related.map(({ messageId, title, occurredAt, progress }) => (
            <li key={messageId} aria-current={messageId === message.messageId ? 'true' : undefined}>
              <Mark tone={progressWords[progress].tone} shape={progressWords[progress].shape} size={14} />
              {messageId === message.messageId ? (
                <strong>{title}</strong>
              ) : (
                <Link to="/messages/$id" params={{ id: messageId }} data-row>
                  {title}
                  <span className="unseen">, {progressWords[progress].word.toLowerCase()}</span>
                </Link>
              )}
              <span className="quiet">
                <Moment at={occurredAt} plant={message.plant} shape="seconds" />
              </span>
            </li>
          ))}
        </ol>
      </Sheet>
    </>
  )
}
