import type { FiringView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { MessageLink } from '../../parts/message-link.tsx'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { firingStatus } from '../../words/machines.ts'
import look from './machines.module.css'

/** What rules have told, each with what the machine had said; the journey of what it became is one click away. */
export function FiringTable({ firings }: { firings: readonly FiringView[] }) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.firings}`}>
      <caption className="unseen">What rules have told</caption>
      <thead>
        <tr>
          <th scope="col">Machine</th>
          <th scope="col">From and until</th>
          <th scope="col">State</th>
          <th scope="col">Because</th>
        </tr>
      </thead>
      <tbody>
        {firings.map((firing) => (
          <tr key={`${firing.system} ${firing.plant} ${firing.asset} ${firing.rule} ${firing.began}`}>
            <th scope="row" className={look.name}>
              <MessageLink id={firing.message} className={ledger.row!}>
                {firing.asset}
              </MessageLink>
              <span>{plantName(firing.plant)}</span>
            </th>
            <td>
              <Moment at={firing.began} plant={firing.plant} shape="seconds" />
              {firing.ended ? (
                <>
                  {' '}
                  to <Moment at={firing.ended} plant={firing.plant} shape="seconds" />
                </>
              ) : null}
            </td>
            <td>
              <StatusWord of={firingStatus(firing)} />
            </td>
            <td>
              {firing.reason}
              {firing.said.map(({ signal, value, since }) => (
                <span className={look.quietly} key={signal}>
                  {signal} {value} since <Moment at={since} plant={firing.plant} shape="seconds" />
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
