import type { WhyLine, WhyView } from '#api'
import { Documents } from '../../parts/documents.tsx'
import ledger from '../../parts/ledger.module.css'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PartsHead } from '../../parts/parts-head.tsx'
import { Nothing } from '../../parts/conditions.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { handText, signedText } from '../../words/figures.ts'
import { Behind } from './behind.tsx'
import { Stands } from './stands.tsx'
import look from './lines.module.css'

/** Every part: what happened, when, how much, who stands behind it, and where it is in Odoo. */
export const Lines = ({ view }: { view: WhyView }) => (
  <Sheet title="What makes it" flush>
    {view.lines.length === 0 ? (
      <Nothing title="Nothing has happened yet" />
    ) : (
      <table className={`${ledger.ledger} ${look.table}`}>
        <PartsHead caption="What makes the value, part by part" last="Behind it" />
        <tbody>
          {view.lines.map((line, at) => (
            <Line key={at} view={view} line={line} />
          ))}
        </tbody>
      </table>
    )}
  </Sheet>
)

const Line = ({ view, line }: { view: WhyView; line: WhyLine }) => {
  const { event, amount, standsAt, origin, document, detail, reversedBy } = line
  return (
    <tr data-of={origin}>
      <th scope="row" className={look.what}>
        {event ? (
          <MessageLink id={event.messageId} className={ledger.row ?? ''}>
            {event.title}
          </MessageLink>
        ) : (
          <strong>{handText(line)}</strong>
        )}
        <span>
          {event ? (
            <>
              <code>{event.id}</code> from {event.receivedFrom}
            </>
          ) : origin === 'opening' ? (
            <>by {line.by}</>
          ) : null}
          {detail?.quantity && detail.price ? ` · ${detail.quantity} × ${detail.price}` : null}
          {detail?.lot ? ` · lot ${detail.lot}` : null}
          {detail?.place ? ` · ${detail.place}` : null}
        </span>
        {reversedBy.length > 0 ? (
          <span>
            Taken back by{' '}
            {reversedBy.map(({ messageId, id }, nth) => (
              <span key={messageId} className={look.inline}>
                {nth > 0 ? ', ' : ''}
                <code>{id}</code>
              </span>
            ))}
          </span>
        ) : null}
      </th>
      <td className={look.when}>
        <Moment at={event?.occurredAt ?? line.at} shape="seconds" />
        {event ? (
          <span>
            booked <Moment at={line.at} shape="seconds" />
          </span>
        ) : null}
      </td>
      <td className={`${look.part} ${ledger.right}`}>{amount === null ? null : signedText(view, amount)}</td>
      <td className={`${look.total} ${ledger.right}`}>
        <Stands view={view} value={standsAt} />
      </td>
      <td className={look.behind}>
        {event ? <Behind event={event} /> : null}
        <Documents of={[document]} />
      </td>
    </tr>
  )
}
