import { Nothing } from '../../parts/conditions.tsx'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { amountText } from '../../words/units.ts'
import look from './floor.module.css'
import type { Job } from './report/presses.ts'
import { clockStatus, heldStatus } from './words.ts'

/** What is to be done here, what runs first, then what is due first. */
export const Jobs = ({ jobs, onChoose }: { jobs: readonly Job[]; onChoose: (job: Job) => void }) => (
  <section aria-labelledby="jobs-title">
    <h2 id="jobs-title" className="unseen">
      What is to be done here
    </h2>
    {jobs.length === 0 ? (
      <Nothing title="Nothing is to be done here">
        An order shows itself when it is released in Odoo and has an operation at this work centre.
      </Nothing>
    ) : (
      <ul className={look.jobs}>
        {jobs.map((job) => (
          <li key={`${job.order.order} ${job.operation.operation}`}>
            <button type="button" onClick={() => onChoose(job)}>
              <span className={look.label}>{job.order.label}</span>
              <StatusWord of={job.order.held === null ? clockStatus(job.operation) : heldStatus} />
              <span className={look.what}>
                {job.operation.name} · {job.order.itemName}
              </span>
              <span className={look.much}>
                <strong>{job.operation.completed.value}</strong> of {amountText(job.order.ordered)}
              </span>
              {job.operation.due ? (
                <span className={look.due}>
                  due <Moment at={job.operation.due} />
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
    )}
  </section>
)
