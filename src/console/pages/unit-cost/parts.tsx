import type { UnitCost } from '#api'
import ledger from '../../parts/ledger.module.css'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { WhyLink, figureOf } from '../../parts/why-link.tsx'
import { costText } from '../../words/money.ts'
import look from './unit-cost.module.css'

type Part = UnitCost['parts'][number]

const kinds: Readonly<Record<Part['kind'], string>> = {
  material: 'Material',
  machine: 'Machine time',
  labour: 'Labour',
  extra: 'Extra cost',
  other: 'Rounding and others',
}

/** Material, time and the rest: each with what comes to one, and the events behind it. */
export const CostParts = ({ cost }: { cost: UnitCost }) => {
  const money = (value: string) => costText([{ currency: cost.currency, value }])
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">Parts of the cost</caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Each</th>
          <th scope="col">In all</th>
          <th scope="col">Which events made it</th>
        </tr>
      </thead>
      <tbody>
        {cost.parts.map((part) => (
          <tr key={part.kind}>
            <th scope="row" className={look.kind}>
              {kinds[part.kind]}
            </th>
            <td className={look.number} data-name="Each">
              {part.perUnit === null ? '–' : money(part.perUnit)}
            </td>
            <td className={look.number} data-name="In all">
              {money(part.amount)}
            </td>
            <td className={look.events}>
              <ul>
                {part.lines.map((line, nth) => (
                  <li key={`${line.at} ${nth}`}>
                    <Source line={line} />
                    {', '}
                    <Moment at={line.event?.occurredAt ?? line.at} plant={cost.plant} />: {money(line.amount ?? '0')}
                    {line.reversedBy.length > 0 ? ', taken back later' : ''}
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" className={look.kind}>
            Together
          </th>
          <td className={look.number} data-name="Each">
            <strong>{cost.perUnit === null ? '–' : money(cost.perUnit)}</strong>
          </td>
          <td className={look.number} data-name="In all">
            <WhyLink of={figureOf(cost.order.key, 'cost')} plant={cost.plant}>
              {money(cost.total)}
            </WhyLink>
          </td>
          <td>
            {cost.unexplained === null
              ? 'The parts add up to the whole'
              : `${money(cost.unexplained)} of it is not explained`}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** Whose part it is: an event of the hub, somebody in the ledger, or the ledger by a rule. */
function Source({ line: { event, origin, by, document } }: { line: Part['lines'][number] }) {
  if (event)
    return (
      <MessageLink id={event.messageId}>
        {event.title} {event.id}
      </MessageLink>
    )
  const who = { person: by, ledger: 'Odoo by a rule', opening: 'there before the hub', unexplained: 'not explained' }
  return (
    <a href={document.link} target="_blank" rel="noreferrer">
      {origin === 'event' ? document.label : who[origin]}
    </a>
  )
}
