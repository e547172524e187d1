import type { ReplanView } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import look from './schedule.module.css'

interface Props {
  readonly view: ReplanView
  readonly option: ReplanView['options'][number] | undefined
}

/** Each move with its one sentence, and what it comes to for the order. */
export function Moves({ view, option }: Props) {
  const { work, plant } = view
  const orders = new Map(work.orders.map((order) => [order.order as string, order]))
  const late = new Map((option?.late ?? []).map(({ order, minutes }) => [order, minutes]))
  const moves = option?.moves ?? []
  const lacking = work.orders.filter(({ lacks }) => lacks.length > 0)
  return (
    <Sheet title="What moves" aside={`${moves.length} of ${work.operations.length} operations`} flush>
      {moves.length === 0 ? (
        <Nothing title="Nothing moves">All that is planned can stay where it is.</Nothing>
      ) : (
        <table className={`${ledger.ledger} ${look.moves}`}>
          <caption className="unseen">What moves, and why</caption>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Why</th>
              <th scope="col">New time</th>
              <th scope="col">Promise</th>
            </tr>
          </thead>
          <tbody>
            {moves.map(({ operation, order, because, to }) => {
              const known = orders.get(order)
              const promised = known?.sale?.promised ?? known?.promised
              const minutes = late.get(order)
              return (
                <tr key={operation}>
                  <th scope="row" className={look.why}>
                    {known?.label ?? order}
                    {known?.sale ? (
                      <span className={look.quietly}>{`${known.sale.label}, ${known.sale.customer}`}</span>
                    ) : null}
                    {known?.isUrgent ? <span className={look.quietly}>urgent</span> : null}
                  </th>
                  <td>{because}</td>
                  <td>
                    <Moment at={to.from} plant={plant} /> to <Moment at={to.until} plant={plant} />
                  </td>
                  <td>
                    {promised ? <Moment at={promised} plant={plant} /> : <span className="quiet">none</span>}
                    {minutes ? <span className={look.lateText}>{lateText(minutes)} late</span> : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {lacking.length > 0 ? (
        <p className={look.lacking}>
          Nothing on its way covers: {lacking.map(({ label, lacks }) => `${label} ${lacks.join(', ')}`).join('; ')}.
        </p>
      ) : null}
    </Sheet>
  )
}

/** In the largest unit that says it well. */
function lateText(minutes: number): string {
  if (minutes < 120) return `${Math.round(minutes)} min`
  return minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`
}
