import { Link } from '@tanstack/react-router'
import type { Journey } from '#api'
import { Icon } from '../../parts/icons.tsx'
import { Gap, Moment } from '../../parts/moment.tsx'
import { PageHead } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { messageStatus } from '../../words/status.ts'
import look from './glance.module.css'
import { isOrder } from './subject.ts'

/** The whole story in one breath: what, about what, what became of it, and how long each step took. */
export function Glance({ journey: { message, clocks, related } }: { journey: Journey }) {
  const here = related.findIndex(({ messageId }) => messageId === message.messageId)
  const [before, after] = here === -1 ? [] : [related[here - 1], related[here + 1]]
  return (
    <PageHead
      title={message.title}
      tab={`${message.title}, ${message.subject}`}
      aside={
        <nav className={look.walk} aria-label="Along the lane">
          {before ? (
            <Link to="/messages/$id" params={{ id: before.messageId }} title={before.title}>
              <Icon name="left" size={16} /> Before
            </Link>
          ) : null}
          {after ? (
            <Link to="/messages/$id" params={{ id: after.messageId }} title={after.title}>
              After <Icon name="right" size={16} />
            </Link>
          ) : null}
        </nav>
      }
    >
      <p className={look.about}>
        <StatusWord of={messageStatus(message)} size={17} />
        {isOrder(message) ? (
          <Link
            to="/orders/$key"
            params={{ key: message.key }}
            search={{ plant: message.plant }}
            className={look.subject}
          >
            {message.subject}
          </Link>
        ) : (
          <span className={look.subject}>{message.subject}</span>
        )}
      </p>
      {message.sentence ? <p className={look.sentence}>{message.sentence}</p> : null}
      <Clocks clocks={clocks} plant={message.plant} />
    </PageHead>
  )
}

const names = {
  occurred: 'Occurred',
  recorded: 'Recorded',
  received: 'Received',
  decided: 'Decided',
  applied: 'Applied',
}

function Clocks({ clocks, plant }: { clocks: Journey['clocks']; plant: string }) {
  const reached = (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => name !== 'recorded' || clocks.recorded)
    .map((name) => ({ name, at: clocks[name] }))
  return (
    <ol className={look.clocks} aria-label="Clocks">
      {reached.map(({ name, at }, index) => {
        const earlier = reached[index - 1]?.at
        return (
          <li key={name} data-reached={at ? '' : undefined}>
            <span className={look.clock}>{names[name]}</span>
            {at ? <Moment at={at} plant={plant} shape="seconds" /> : <span className="quiet">not yet</span>}
            {at && earlier ? (
              <span className={look.gap}>
                {at > earlier ? (
                  <>
                    after <Gap from={earlier} to={at} />
                  </>
                ) : (
                  'at once'
                )}
              </span>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
