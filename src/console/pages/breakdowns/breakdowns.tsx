import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { breakdownsQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import { BreakdownTable } from './breakdown-table.tsx'
import { ReportBreakdown } from './say.tsx'
import look from './breakdowns.module.css'

/** What stands still, is Odoo told, and whose order is late by it? */
export function BreakdownsPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(breakdownsQuestion(plant))
  const [reports, setReports] = useState(false)
  const all = data?.breakdowns ?? []
  const down = all.filter(({ state }) => state === 'down')
  const over = all.filter(({ state }) => state !== 'down')
  const mayManage = data?.mayManage ?? []
  const report = mayManage.length > 0 ? <Button onClick={() => setReports(true)}>Report a breakdown…</Button> : null
  return (
    <>
      <PageHead title="Breakdowns" tab="Breakdowns" aside={report} />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <div className={look.sheets}>
          <Sheet title="Down now" aside={down.length > 0 ? counted(down.length, 'asset') : null} flush>
            {data === undefined ? (
              <Loading what="breakdowns" lines={4} />
            ) : down.length === 0 ? (
              <Nothing title="Nothing stands still">
                An asset stands here from the first who says that it has failed: a machine, somebody at it, or the CMMS.
              </Nothing>
            ) : (
              <BreakdownTable breakdowns={down} caption="Assets that stand still" />
            )}
          </Sheet>
          {over.length > 0 ? (
            <Sheet title="Over" aside="The latest first" flush>
              <BreakdownTable breakdowns={over} caption="Breakdowns that are over" />
            </Sheet>
          ) : null}
        </div>
      )}
      {reports ? <ReportBreakdown plants={mayManage} onClose={() => setReports(false)} /> : null}
    </>
  )
}
