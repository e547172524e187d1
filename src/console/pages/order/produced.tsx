import type { OrderView } from '#api'
import { Documents } from '../../parts/documents.tsx'
import ledger from '../../parts/ledger.module.css'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PartsHead } from '../../parts/parts-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Mark, StatusWord } from '../../parts/status.tsx'
import { effectStatus } from '../../words/status.ts'
import { amountText } from '../../words/units.ts'
import look from './produced.module.css'
import { addedUp } from './added-up.ts'

/** The explanation of a number in the ERP: event by event, with what each added and where it stands in Odoo. */
export function Produced({ view: { produced, order } }: { view: OrderView }) {
  const { lines, agrees } = addedUp(produced)
  return (
    <Sheet
      id="produced"
      title="How the produced quantity came about"
      flush
      aside={
        <span className={look.agrees}>
          <Mark tone={agrees ? 'ok' : 'warn'} shape={agrees ? 'check' : 'flag'} size={14} />
          {agrees ? 'The parts add up to the whole' : 'The parts do not add up; see the events'}
        </span>
      }
    >
      <table className={`${ledger.ledger} ${look.table}`}>
        <PartsHead caption="Contributions to the produced quantity" last="In Odoo" />
        <tbody>
          <tr className={look.before}>
            <th scope="row" className={look.what}>
              Before the hub’s first event
            </th>
            <td className={look.when} />
            <td className={`${look.part} ${ledger.right}`} />
            <td className={`${look.total} ${ledger.right}`}>{amountText(produced.before)}</td>
            <td className={look.odoo} />
          </tr>
          {lines.map(({ contribution, counts, standsAt }) => (
            <tr key={contribution.messageId + contribution.id}>
              <th scope="row" className={look.what}>
                <MessageLink id={contribution.messageId} className={ledger.row ?? ''}>
                  {contribution.title}
                </MessageLink>
                <span>
                  <code>{contribution.id}</code> from {contribution.receivedFrom}
                </span>
              </th>
              <td className={look.when}>
                <Moment at={contribution.occurredAt} plant={order.plant} shape="seconds" />
              </td>
              <td className={`${look.part} ${ledger.right}`}>
                {counts ? (
                  signed(amountText(contribution.quantity))
                ) : (
                  <>
                    <del>{signed(amountText(contribution.quantity))}</del>
                    <span className="unseen"> does not count</span>
                  </>
                )}
              </td>
              <td className={`${look.total} ${ledger.right}`}>{standsAt ? amountText(standsAt) : null}</td>
              <td className={look.odoo}>
                <StatusWord of={effectStatus[contribution.effect]} size={14} />
                <Documents of={contribution.documents.filter(({ id }) => !order.key.endsWith(`.${id}`))} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              Received altogether
            </th>
            <td className={ledger.right}>{amountText(produced.total)}</td>
            <td className={look.booked}>{amountText(order.booked)} booked</td>
          </tr>
        </tfoot>
      </table>
    </Sheet>
  )
}

const signed = (text: string): string => (text.startsWith('−') ? text : `+${text}`)
