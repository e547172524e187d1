import { Link } from '@tanstack/react-router'
import type { OrderRow } from '#api'
import { useMay } from '../../app/session.tsx'
import { Mark } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import look from './needs.module.css'

const underWay = 'received,waiting,asking,sending'

/** What of this order needs somebody or is still under way; each opens the events behind it. */
export function Needs({ order }: { order: OrderRow }) {
  const mayRead = useMay('messages.read')
  const of = (progress: string) => ({ q: order.key, plant: order.plant, progress })
  const exceptions = (
    <>
      <Mark tone="bad" shape="stop" size={14} />
      {counted(order.openExceptions, 'exception')}
    </>
  )
  const waiting = `${counted(order.waiting, 'event')} under way`
  if (order.openExceptions + order.waiting === 0) return <span className="quiet">nothing</span>
  return (
    <span className={look.needs}>
      {order.openExceptions === 0 ? null : mayRead ? (
        <Link to="/messages" search={of('stopped')} className={look.bad}>
          {exceptions}
        </Link>
      ) : (
        <span className={look.bad}>{exceptions}</span>
      )}
      {order.waiting === 0 ? null : mayRead ? (
        <Link to="/messages" search={of(underWay)}>
          {waiting}
        </Link>
      ) : (
        <span>{waiting}</span>
      )}
    </span>
  )
}
