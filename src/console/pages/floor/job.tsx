import { useState } from 'react'
import { Icon } from '../../parts/icons.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Mark, StatusWord } from '../../parts/status.tsx'
import { amountText } from '../../words/units.ts'
import { CompleteForm } from './complete-form.tsx'
import look from './floor.module.css'
import { IssueForm } from './issue-form.tsx'
import { PauseForm } from './pause-form.tsx'
import { type Job, type Press, resume, start } from './report/presses.ts'
import type { Reporter } from './report/event.ts'
import { ScrapForm } from './scrap-form.tsx'
import { meaningOf } from './scan/meaning.ts'
import { useInput } from './use-scanner.ts'
import { clockStatus } from './words.ts'

export interface JobProps {
  readonly job: Job
  readonly by: Reporter
  readonly report: (press: Press) => Promise<void>
}

export interface FormProps extends JobProps {
  readonly onDone: () => void
}

type Doing = 'complete' | 'issue' | 'scrap' | 'pause'

/** One operation and what hands do with it. */
export function JobView({ job, by, report, onBack }: JobProps & { onBack: () => void }) {
  const [doing, setDoing] = useState<Doing>()
  const [scanned, setScanned] = useState<string>()
  const { order, operation } = job
  const onDone = () => {
    setDoing(undefined)
    setScanned(undefined)
  }
  // Material that is scanned beside an open operation is going to be issued to it.
  useInput((input) => {
    if (input.kind !== 'scan' || doing) return false
    if (meaningOf(input.text, { orders: [], order }).kind !== 'material') return false
    setScanned(input.text)
    setDoing('issue')
    return true
  })
  const form = { job, by, report, onDone }
  if (doing === 'complete') return <CompleteForm {...form} />
  if (doing === 'issue') return <IssueForm {...form} scanned={scanned} />
  if (doing === 'scrap') return <ScrapForm {...form} />
  if (doing === 'pause') return <PauseForm {...form} />
  const { clock } = operation
  const runs = clock?.isRunning === true
  return (
    <section className={look.sheet} aria-labelledby="job-title">
      <button type="button" className={look.back} onClick={onBack}>
        <Icon name="left" />
        All at this work centre
      </button>
      <header className={look.job}>
        <h2 id="job-title">
          {order.label} · {operation.name}
        </h2>
        <p>{order.itemName}</p>
        <p>
          <StatusWord of={clockStatus(operation)} size={20} />
          {clock ? (
            <>
              {' '}
              since <Moment at={clock.since} />
            </>
          ) : null}
          {operation.due ? (
            <>
              {' '}
              · due <Moment at={operation.due} />
            </>
          ) : null}
        </p>
        <p className={look.tally}>
          <strong>{operation.completed.value}</strong> of {amountText(order.ordered)}
        </p>
      </header>
      {order.held !== null ? (
        <p className={look.held}>
          <Mark tone="warn" shape="half" size={20} /> Held: {order.held}. What is reported waits until the hold is
          lifted.
        </p>
      ) : null}
      <div className={look.deeds}>
        {runs ? (
          <button type="button" onClick={() => setDoing('pause')}>
            Pause
          </button>
        ) : clock ? (
          <button type="button" onClick={() => void report(resume(job, by))}>
            Go on
          </button>
        ) : (
          <button type="button" onClick={() => void report(start(job, by))}>
            Start
          </button>
        )}
        <button type="button" className={look.main} onClick={() => setDoing('complete')}>
          Complete
        </button>
        <button type="button" onClick={() => setDoing('issue')} disabled={order.components.length === 0}>
          Issue
        </button>
        <button type="button" onClick={() => setDoing('scrap')}>
          Scrap
        </button>
      </div>
    </section>
  )
}
