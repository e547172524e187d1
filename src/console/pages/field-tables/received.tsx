import type { WireRecord } from '#api'
import { Copyable } from '../../parts/copy.tsx'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Mark } from '../../parts/status.tsx'
import { progressWords } from '../../words/status.ts'
import look from './field-tables.module.css'

/** Where a record came from, and the messages it became. */
export const Received = ({ record: { receivedAt, plant, system, sha256, became } }: { record: WireRecord }) => (
  <div className={look.received}>
    <p>
      Received from <strong>{system}</strong> <Moment at={receivedAt} plant={plant} shape="seconds" />, kept as{' '}
      <Copyable text={sha256} shown={sha256.slice(0, 8)} name="hash of the record" />
    </p>
    <ul aria-label="What it became">
      {became.map(({ messageId, title, id, progress }) => (
        <li key={messageId}>
          <Mark tone={progressWords[progress].tone} shape={progressWords[progress].shape} size={14} />
          <MessageLink id={messageId}>{title}</MessageLink>
          <span className="unseen">, {progressWords[progress].word.toLowerCase()}</span>
          <code>{id.length > 40 ? `${id.slice(0, 16)}…` : id}</code>
        </li>
      ))}
    </ul>
  </div>
)
