import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WindowView } from '#api'
import { dueWorkQuestion, reachQuestion, windowsQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { DueTable } from './due-table.tsx'
import { Lanes } from './lanes.tsx'
import { Reach } from './reach.tsx'
import { PlanWindow } from './plan-window.tsx'
import { StepWindow } from './step-window.tsx'
import { WindowTable } from './window-table.tsx'
import look from './windows.module.css'

/** What is taken out of work when, who agreed, and which orders are in the way? */
export function WindowsPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(windowsQuestion(plant))
  const [planning, setPlanning] = useState<WindowView | 'new'>()
  const [stepping, setStepping] = useState<WindowView>()
  const { data: reached } = useQuery(reachQuestion(plant))
  const told = reached?.plants.filter(({ answer }) => answer !== 'nothing') ?? []
  const { data: work } = useQuery(dueWorkQuestion(plant))
  const windows = data?.windows ?? []
  const mayPlan = data?.mayPlan ?? []
  return (
    <>
      <PageHead
        title="Windows"
        tab="Windows"
        aside={mayPlan.length > 0 ? <Button onClick={() => setPlanning('new')}>Plan a window…</Button> : null}
      />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <div className={look.sheets}>
          {windows.length > 0 ? (
            <div className={look.calendar}>
              <Sheet title="Work centres" aside="Full: both agreed. Outlined: asked for">
                <Lanes windows={windows} />
              </Sheet>
            </div>
          ) : null}
          {told.length > 0 ? (
            <Sheet title="Does maintenance reach planning?">
              <Reach plants={told} />
            </Sheet>
          ) : null}
          {work && work.due.length > 0 ? (
            <Sheet title="Work that is due" aside="With the cheapest time before it is" flush>
              <DueTable due={work.due} mayPlan={work.mayPlan} />
            </Sheet>
          ) : null}
          <Sheet title="Maintenance windows" aside="The earliest first" flush>
            {data === undefined ? (
              <Loading what="maintenance windows" lines={6} />
            ) : windows.length === 0 ? (
              <Nothing title="No maintenance window is planned">
                A window stands here once maintenance tells of it or somebody plans it, and takes capacity in Odoo once
                production agrees.
              </Nothing>
            ) : (
              <WindowTable windows={windows} mayPlan={mayPlan} onChange={setPlanning} onStep={setStepping} />
            )}
          </Sheet>
        </div>
      )}
      {planning ? (
        <PlanWindow
          before={planning === 'new' ? undefined : planning}
          plants={mayPlan}
          onClose={() => setPlanning(undefined)}
        />
      ) : null}
      {stepping ? <StepWindow window={stepping} onClose={() => setStepping(undefined)} /> : null}
    </>
  )
}
