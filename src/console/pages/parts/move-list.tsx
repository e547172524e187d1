import type { OrderPartsView } from '#api'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { durationText } from '../../words/durations.ts'
import { costText } from '../../words/money.ts'
import { amountText } from '../../words/units.ts'
import look from './parts.module.css'

/** Each movement opens its event: when it was, how much later it was known, and on which day Odoo has it. */
export const MoveList = ({ order: { plant, moves } }: { order: OrderPartsView }) => (
  <ul>
    {moves.map(({ message, name, part, quantity, isBack, lot, occurredAt, late, bookedOn, worth, refused }) => (
      <li key={message}>
        <MessageLink id={message}>
          {amountText(quantity)} of {name ?? part} {isBack ? 'came back' : 'used'}
        </MessageLink>
        {lot ? `, ${lot}` : ''}
        {worth ? `, ${costText([worth])}` : ''}
        <span className={look.quietly}>
          <Moment at={occurredAt} plant={plant} />
          {late > 0 ? `, known ${durationText(late * 60)} later` : ', known at once'}
          {bookedOn && bookedOn.slice(0, 10) !== occurredAt.slice(0, 10) ? (
            <>
              , in the books on <Moment at={bookedOn} plant={plant} />
            </>
          ) : null}
        </span>
        {refused ? <span className={look.refused}>{refused}</span> : null}
      </li>
    ))}
  </ul>
)
