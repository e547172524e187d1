import look from './events.module.css'
import { MessageLink } from './message-link.tsx'

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
