import { Link } from '@tanstack/react-router'
import type { ApprovalRow } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Value } from '../../parts/facts.tsx'
import { Age, Moment } from '../../parts/moment.tsx'
import { Raw } from '../../parts/raw.tsx'
import { Mark } from '../../parts/status.tsx'
import { plain } from '../../words/names.ts'
import look from './approval.module.css'
import { Answer } from './answer.tsx'

/** The question, exactly what it is about, and the place to sign. */
export function Approval({ approval }: { approval: ApprovalRow }) {
  const plantName = usePlantName()
  const { approvalId, plant, question, role, flow, messageId, shown, shownHash, askedAt, expiresAt, answer } = approval
  return (
    <article className={look.approval} aria-labelledby={`question-${approvalId}`}>
      <header>
        <h2 id={`question-${approvalId}`}>
          {answer === null ? <Mark tone="warn" shape="question" size={20} /> : <Mark {...answered[answer]} size={20} />}
          <Link to="/messages/$id" params={{ id: messageId }} data-row>
            {question}
          </Link>
        </h2>
        <p className={look.meta}>
          <span>{plantName(plant)}</span>
          <span>by {plain(flow)}</span>
          <span>for the {role}</span>
          <span>
            asked <Age since={askedAt} plant={plant} /> ago
          </span>
          {expiresAt && answer === null ? (
            <span>
              until <Moment at={expiresAt} plant={plant} />
            </span>
          ) : null}
        </p>
      </header>
      <div className={look.columns}>
        <div className={look.shown}>
          <h3>What is to be decided</h3>
          {typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? (
            <Shown of={shown as Record<string, unknown>} />
          ) : (
            <Value of={shown} />
          )}
          <p className={look.hash}>
            <span>What you see here is signed as</span>
            <Copyable text={shownHash} shown={shownHash.slice(0, 16)} name="hash of what is shown" />
          </p>
          <Disclosure name="Exactly as it is signed">
            <Raw value={shown} name="What is signed" />
          </Disclosure>
        </div>
        <div className={look.sign}>
          {answer !== null ? (
            <Given approval={approval} />
          ) : approval.mine ? (
            <Answer approval={approval} />
          ) : (
            <NotMine role={role} />
          )}
        </div>
      </div>
    </article>
  )
}

const answered = {
  yes: { tone: 'ok', shape: 'check' },
  no: { tone: 'bad', shape: 'stop' },
  expired: { tone: 'idle', shape: 'dash' },
} as const

const Shown = ({ of }: { of: Record<string, unknown> }) => (
  <dl className={look.facts}>
    {Object.entries(of).map(([name, value]) => (
      <div key={name}>
        <dt>{plain(name)}</dt>
        <dd>
          <Value of={value} />
        </dd>
      </div>
    ))}
  </dl>
)

const NotMine = ({ role }: { role: string }) => (
  <p className="quiet">A {role} of this plant answers this. You may read it.</p>
)

const Given = ({ approval: { answer, answeredBy, answeredAt, reason, plant } }: { approval: ApprovalRow }) => (
  <>
    <h3>{answer === 'expired' ? 'Nobody answered in time' : `${answer === 'yes' ? 'Yes' : 'No'}, by ${answeredBy}`}</h3>
    {answeredAt ? (
      <p className="quiet">
        <Moment at={answeredAt} plant={plant} shape="seconds" />
      </p>
    ) : null}
    {reason ? <p>“{reason}”</p> : null}
  </>
)
