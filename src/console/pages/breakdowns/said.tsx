import type { BreakdownView } from '#api'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { detectedWords, saidWords } from '../../words/breakdowns.ts'
import look from './breakdowns.module.css'

/** Everything that was said of it, each word with the event that said it. */
export const Said = ({ one: { plant, said } }: { one: BreakdownView }) => (
  <ol className={look.said}>
    {said.map(({ messageId, what, at, heard, by, actor, detectedBy, reason }, nth) => (
      <li key={`${messageId} ${nth}`} data-what={what}>
        <Moment at={at} plant={plant} shape="seconds" />
        <p>
          {messageId ? <MessageLink id={messageId}>{saidWords[what]}</MessageLink> : <strong>{saidWords[what]}</strong>}
          {reason ? `: ${reason}` : ''}
          <span className={look.quietly}>
            {[by, actor, detectedBy && `seen by ${detectedWords[detectedBy]}`].filter(Boolean).join(', ')}; heard{' '}
            <Moment at={heard} plant={plant} shape="seconds" />
          </span>
        </p>
      </li>
    ))}
  </ol>
)
