import type { BrokerView, MachineView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { machineStatus } from '../../words/machines.ts'
import look from './machines.module.css'

/** What each machine said last; those of which a rule says something come first. */
export function MachineTable({
  machines,
  brokers,
}: {
  machines: readonly MachineView[]
  brokers: readonly BrokerView[]
}) {
  const plantName = usePlantName()
  const heard = new Set(brokers.filter(({ state }) => state === 'connected').map(({ system }) => system))
  return (
    <table className={`${ledger.ledger} ${look.machines}`}>
      <caption className="unseen">What machines said last</caption>
      <thead>
        <tr>
          <th scope="col">Machine</th>
          <th scope="col">By the rules</th>
          <th scope="col">Says</th>
          <th scope="col">Last heard</th>
        </tr>
      </thead>
      <tbody>
        {machines.map((machine) => (
          <tr key={`${machine.system} ${machine.plant} ${machine.asset}`}>
            <th scope="row" className={look.name}>
              {machine.asset}
              <span>{plantName(machine.plant)}</span>
            </th>
            <td>
              <StatusWord of={machineStatus(machine, heard.has(machine.system))} />
              {machine.told ? (
                <span className={look.quietly}>
                  {machine.told.title}, since <Moment at={machine.told.since} plant={machine.plant} />
                </span>
              ) : null}
            </td>
            <td>
              <ul className={look.says}>
                {machine.signals.map(({ signal, value }) => (
                  <li key={signal}>
                    {signal} <b>{value}</b>
                  </li>
                ))}
              </ul>
            </td>
            <td>
              <Moment at={machine.heardAt} plant={machine.plant} shape="seconds" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
