import { MessageLink } from '../../parts/message-link.tsx'
import look from './plant-day.module.css'

/** The events by which something was said, each the way to its journey. */
export const Events = ({ messages }: { messages: readonly string[] }) => (
  <span className={look.events}>
    {messages.map((id, nth) => (
      <MessageLink key={id} id={id} className={look.event}>
        {nth === 0 ? 'reported' : nth + 1}
      </MessageLink>
    ))}
  </span>
)
