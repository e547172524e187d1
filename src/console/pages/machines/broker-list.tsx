import type { BrokerView } from '#api'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { brokerStatus } from '../../words/machines.ts'
import look from './machines.module.css'

/** Each broker: whether it is heard, how much of what it says was understood, and what is in the way. */
export const BrokerList = ({ brokers }: { brokers: readonly BrokerView[] }) => (
  <ul className={look.brokers}>
    {brokers.map((broker) => (
      <li key={broker.system}>
        <div>
          <strong>{broker.title}</strong>
          <span className={look.quietly}>{broker.from}</span>
        </div>
        <div>
          <StatusWord of={brokerStatus(broker)} />
          {broker.since ? (
            <span className={look.quietly}>
              since <Moment at={broker.since} plant={broker.plants[0]} />
            </span>
          ) : null}
          {broker.trouble ? <p className={look.trouble}>{broker.trouble}</p> : null}
        </div>
        <dl className={look.counts}>
          <Counted name="heard" count={broker.taken} />
          <Counted name="said again" count={broker.repeated} />
          <Counted name="late" count={broker.late} />
          <Counted name="of no topic" count={broker.unknown} />
          <Counted name="not understood" count={broker.ill} />
        </dl>
        {broker.lastIll ? (
          <p className={look.ill}>
            Last not understood, <Moment at={broker.lastIll.at} plant={broker.plants[0]} />:{' '}
            <b>{broker.lastIll.about}</b> {broker.lastIll.why}.
          </p>
        ) : null}
      </li>
    ))}
  </ul>
)

const Counted = ({ name, count }: { name: string; count: number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{count.toLocaleString('en')}</dd>
  </div>
)
