import type { OrderView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { AmountBar } from '../../parts/amount-bar.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PageHead } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { figureOf, WhyLink } from '../../parts/why-link.tsx'
import { onHold, orderStatus } from '../../words/status.ts'
import { amountText } from '../../words/units.ts'
import { Needs } from './needs.tsx'
import look from './order-head.module.css'

/** What it is, where it stands, and the bar that says how far. */
export function OrderHead({ view: { order, origin, holds } }: { view: OrderView }) {
  const plantName = usePlantName()
  return (
    <PageHead
      title={order.label}
      tab={order.label}
      aside={
        order.link ? (
          <a href={order.link} target="_blank" rel="noreferrer" className={look.out}>
            Open in Odoo <Icon name="link" size={15} />
          </a>
        ) : null
      }
    >
      <p className={look.about}>
        <WhyLink of={figureOf(order.key, 'state')} plant={order.plant}>
          <StatusWord of={orderStatus(order.state)} size={17} />
        </WhyLink>
        <span>
          <strong>{order.itemName}</strong> <code>{order.item}</code>
        </span>
        <span className="quiet">{plantName(order.plant)}</span>
        <span className="quiet">
          changed <Moment at={order.changedAt} plant={order.plant} shape="seconds" />
        </span>
      </p>
      {holds.map(({ hold, reason, by, since, until }) => (
        <p key={hold} className={look.held}>
          <StatusWord of={onHold} size={15} />
          <span>
            <strong>{reason}</strong>, by {by}, since <Moment at={since} plant={order.plant} />
            {until ? (
              <>
                , expected until <Moment at={until} plant={order.plant} />
              </>
            ) : null}
          </span>
        </p>
      ))}
      {origin === 'reconciled' ? (
        <p className="quiet">
          Its release had not come: the hub looked it up in Odoo when the first report about it arrived.
        </p>
      ) : null}
      <div className={look.bar}>
        <AmountBar ordered={order.ordered} received={order.received} booked={order.booked} />
        <dl>
          <div>
            <dt>ordered</dt>
            <dd>{amountText(order.ordered)}</dd>
          </div>
          <div>
            <dt>
              <i data-of="received" /> received
            </dt>
            <dd>
              <a href="#produced">{amountText(order.received)}</a>
            </dd>
          </div>
          <div>
            <dt>
              <i data-of="booked" /> booked in Odoo
            </dt>
            <dd>
              <WhyLink of={figureOf(order.key, 'produced')} plant={order.plant}>
                {amountText(order.booked)}
              </WhyLink>
            </dd>
          </div>
          <div className={look.open}>
            <dt>open</dt>
            <dd>
              <Needs order={order} />
            </dd>
          </div>
        </dl>
      </div>
    </PageHead>
  )
}
