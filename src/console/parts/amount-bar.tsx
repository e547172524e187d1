import { type Amount, amountText } from '../words/units.ts'
import look from './amount-bar.module.css'

/** Ordered as the frame, received as the fill, booked as the solid part of it; more than ordered sticks out. */
export function AmountBar({ ordered, received, booked }: { ordered: Amount; received: Amount; booked: Amount }) {
  const [all, come, kept] = [Number(ordered.value), Number(received.value), Number(booked.value)]
  const end = Math.max(all, come, kept, 1e-9)
  const share = (of: number): string => `${Math.max(0, (of / end) * 100)}%`
  return (
    <div
      className={look.bar}
      role="img"
      aria-label={`${amountText(received)} received of ${amountText(ordered)} ordered, ${amountText(booked)} booked in Odoo`}
    >
      <span className={look.ordered} style={{ width: share(all) }} />
      <span className={look.received} style={{ width: share(come) }} />
      <span className={look.booked} style={{ width: share(kept) }} />
      {come > all ? <span className={look.mark} style={{ left: share(all) }} /> : null}
    </div>
  )
}
