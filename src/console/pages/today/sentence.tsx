import { Link } from '@tanstack/react-router'
import type { Today } from '#api'
import { useMay } from '../../app/session.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Age, Moment } from '../../parts/moment.tsx'
import { Tab } from '../../parts/sheet.tsx'
import { Mark } from '../../parts/status.tsx'
import { counted, numberText } from '../../words/names.ts'
import { Down } from './down.tsx'
import { dayBefore, verdictOf } from './verdict.ts'
import look from './sentence.module.css'

/** The answer to the page's question, and at once the way to whatever needs somebody. */
export function InStep({ today, name, plant }: { today: Today; name: string; plant: string }) {
  const { status, sentence } = verdictOf(today, name)
  const taken = today.flows.reduce((so, flow) => so + flow.in, 0)
  const booked = today.flows.reduce((so, flow) => so + flow.out, 0)
  return (
    <header className={look.answer}>
      <Tab name={sentence} />
      <div className={look.mark}>
        <Mark tone={status.tone} shape={status.shape} size={44} />
      </div>
      <div>
        <h1>{sentence}</h1>
        {taken + booked > 0 ? <Sums today={today} plant={plant} taken={taken} booked={booked} /> : null}
        <Needs today={today} plant={plant} />
      </div>
    </header>
  )
}

function Sums({ today, plant, taken, booked }: { today: Today; plant: string; taken: number; booked: number }) {
  const mayRead = useMay('messages.read')
  const since = dayBefore(today.at)
  const scope = plant ? { plant } : {}
  return (
    <p className={look.sums}>
      In 24 hours{' '}
      {mayRead ? (
        <Link to="/messages" search={{ since, ...scope }}>
          {counted(taken, 'event')} in
        </Link>
      ) : (
        `${counted(taken, 'event')} in`
      )}
      , {numberText(booked)} done
      {today.duplicates > 0 ? (
        <>
          ,{' '}
          {mayRead ? (
            <Link to="/messages" search={{ since, repeated: 'yes', ...scope }}>
              {counted(today.duplicates, 'repeat')}
            </Link>
          ) : (
            counted(today.duplicates, 'repeat')
          )}{' '}
          recognised and counted once
        </>
      ) : null}
      .{' '}
      <span className="quiet">
        As of <Moment at={today.at} plant={plant || undefined} shape="seconds" />
      </span>
    </p>
  )
}

function Needs({ today: { exceptions, approvals }, plant }: { today: Today; plant: string }) {
  const [mayExceptions, mayApprovals] = [useMay('exceptions.read'), useMay('approvals.read')]
  return (
    <ul className={look.needs}>
      <Down plant={plant} />
      {mayExceptions && exceptions.open > 0 ? (
        <li>
          <Link to="/exceptions" data-row>
            <Mark tone="bad" shape="stop" size={18} />
            <span>
              <strong>{counted(exceptions.open, 'exception')}</strong>
              {exceptions.oldest ? (
                <>
                  , the oldest for <Age since={exceptions.oldest} />
                </>
              ) : null}
            </span>
            <Icon name="right" size={16} />
          </Link>
        </li>
      ) : null}
      {mayApprovals && approvals.open > 0 ? (
        <li>
          <Link to="/approvals" data-row>
            <Mark tone="warn" shape="question" size={18} />
            <span>
              <strong>{counted(approvals.open, 'approval')}</strong> {approvals.open === 1 ? 'waits' : 'wait'} for a
              name
            </span>
            <Icon name="right" size={16} />
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
