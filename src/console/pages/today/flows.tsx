import { Link } from '@tanstack/react-router'
import type { FlowHealth } from '#api'
import type { MessageFilter } from '../../api/questions/work.ts'
import { useMay, usePlantName } from '../../app/session.tsx'
import { Nothing } from '../../parts/conditions.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted, numberText, plain } from '../../words/names.ts'
import look from './flows.module.css'
import { Speed } from './speed.tsx'
import { dayBefore, isIdle } from './verdict.ts'

const underWay = 'received,waiting,asking,sending'

/** What each use case took in and brought out; every number opens the events behind it. */
export function Flows({ flows, plant, at }: { flows: readonly FlowHealth[]; plant: string; at: string }) {
  const since = dayBefore(at)
  const scope = plant ? { plant } : {}
  const busy = flows.filter((flow) => !isIdle(flow))
  return (
    <Sheet title="Flows" aside="In 24 hours; time from receipt to confirmation" flush>
      {busy.length === 0 ? (
        <Nothing title="No flow has run in 24 hours">
          As soon as the plant reports something, it is counted here.
        </Nothing>
      ) : (
        <table className={`${ledger.ledger} ${look.flows}`}>
          <caption className="unseen">Flows in the last 24 hours</caption>
          <thead>
            <tr>
              <th scope="col">What for</th>
              <th scope="col" className={ledger.right}>
                In
              </th>
              <th scope="col" className={ledger.right}>
                Done
              </th>
              <th scope="col" className={ledger.right}>
                Waiting
              </th>
              <th scope="col" className={ledger.right}>
                Failed
              </th>
              <th scope="col">How fast, against its target</th>
              <th scope="col">Oldest unfinished</th>
            </tr>
          </thead>
          <tbody>
            {busy.map((flow) => {
              const behind = { flow: flow.flow, ...scope }
              return (
                <tr key={flow.flow}>
                  <th scope="row" className={look.name}>
                    {plain(flow.flow)}
                    <span>{flow.purpose}</span>
                    <Held flow={flow} />
                  </th>
                  <Count name="in" of={flow.in} search={{ ...behind, since }} />
                  <Count name="done" of={flow.out} search={{ ...behind, since, progress: 'closed' }} />
                  <Count name="waiting" of={flow.waiting} search={{ ...behind, progress: underWay }} />
                  <Count name="failed" of={flow.failed} search={{ ...behind, progress: 'stopped' }} bad />
                  <td className={look.speed}>
                    <Speed flow={flow} />
                  </td>
                  <td className={look.oldest}>
                    {flow.oldest ? (
                      <>
                        <span className={look.label}>Oldest unfinished </span>
                        <Age since={flow.oldest} plant={plant || undefined} />
                      </>
                    ) : (
                      <span className={look.none}>none</span>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <Idle flows={flows.filter(isIdle)} />
    </Sheet>
  )
}

/** Where it does not work in earnest, which nobody must overlook. */
function Held({ flow: { held } }: { flow: FlowHealth }) {
  const plantName = usePlantName()
  return held.map(({ plant, mode }) => (
    <span key={plant} className={look.held}>
      {mode === 'off' ? 'off' : 'on paper only'} in {plantName(plant)}
    </span>
  ))
}

/** They stand by; whoever wonders what else there is finds it here. */
const Idle = ({ flows }: { flows: readonly FlowHealth[] }) =>
  flows.length === 0 ? null : (
    <div className={look.idle}>
      <Disclosure name={`${counted(flows.length, 'flow')} had nothing to do`}>
        <ul>
          {flows.map((one) => {
            const { flow, purpose } = one
            return (
              <li key={flow}>
                <strong>{plain(flow)}</strong> <span>{purpose}</span> <Held flow={one} />
              </li>
            )
          })}
        </ul>
      </Disclosure>
    </div>
  )

function Count({ name, of, search, bad = false }: { name: string; of: number; search: MessageFilter; bad?: boolean }) {
  const mayRead = useMay('messages.read')
  return (
    <td className={`${look.count} ${ledger.right}`} data-bad={(bad && of > 0) || undefined}>
      <span className={look.label}>{name}</span>
      {mayRead && of > 0 ? (
        <Link to="/messages" search={search}>
          {numberText(of)}
          <span className="unseen"> {name}: show them</span>
        </Link>
      ) : (
        <span className={of === 0 ? 'quiet' : undefined}>{numberText(of)}</span>
      )}
    </td>
  )
}
