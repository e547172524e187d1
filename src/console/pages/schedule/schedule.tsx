import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplanRow } from '#api'
import { replansQuestion } from '../../api/questions/production.ts'
import { useMay, usePlant, usePlantName } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { costText, counted, replanStatus } from '../../words/replans.ts'
import { AskReplan } from './ask-replan.tsx'
import { Material } from './material.tsx'
import look from './schedule.module.css'

/** Does the plan still hold, and what waits for a planner? */
export function SchedulePage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(replansQuestion(plant))
  const may = useMay('approvals.answer')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageHead
        title="Schedule"
        tab="Schedule"
        aside={may ? <Button onClick={() => setAsking(true)}>Ask for a new plan…</Button> : null}
      />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <div className={look.sheets}>
          <Sheet title="New plans" aside="What waits for a planner first" flush>
            {data === undefined ? (
              <Loading what="new plans" lines={6} />
            ) : data.replans.length === 0 ? (
              <Nothing title="The plan holds">
                A new plan stands here when a window, a breakdown or late material changes what the plant can do.
              </Nothing>
            ) : (
              <ReplanTable replans={data.replans} />
            )}
          </Sheet>
          <Material />
        </div>
      )}
      {asking ? <AskReplan plant={plant} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function ReplanTable({ replans }: { replans: readonly ReplanRow[] }) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">New plans</caption>
      <thead>
        <tr>
          <th scope="col">Why</th>
          <th scope="col">Planned</th>
          <th scope="col">State</th>
          <th scope="col">Cheapest way</th>
        </tr>
      </thead>
      <tbody>
        {replans.map((row) => {
          const { plant, replan, why, plannedAt, decided, said, best } = row
          const cheapest = row.options.find(({ policy }) => policy === best)
          return (
            <tr key={`${plant} ${replan}`}>
              <th scope="row" className={look.why}>
                <Link to="/schedule/$plant/$replan" params={{ plant, replan }}>
                  {why}
                </Link>
                <span className={look.quietly}>
                  {replan}, {plantName(plant)}
                </span>
              </th>
              <td>
                <Moment at={plannedAt} plant={plant} />
              </td>
              <td>
                <StatusWord of={replanStatus(row)} />
                {decided ? <span className={look.quietly}>{decided.by}</span> : null}
                {said && row.state === 'stale' ? <span className={look.quietly}>{said}</span> : null}
              </td>
              <td>
                {cheapest && cheapest.moves > 0 ? (
                  <>
                    {counted(cheapest.moves, 'operation moves', 'operations move')}
                    <span className={look.quietly}>
                      {counted(cheapest.late, 'order', 'orders')} late, cost {costText(cheapest.cost.total)}
                    </span>
                  </>
                ) : (
                  <span className="quiet">nothing moves</span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
