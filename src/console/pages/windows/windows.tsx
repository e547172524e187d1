import { useQuery } from '@tanstack/react-query'
import { windowsQuestion } from '../../api/questions.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Lanes } from './lanes.tsx'
import { WindowTable } from './window-table.tsx'
import look from './windows.module.css'

/** What is taken out of work when, who agreed, and which orders are in the way? */
export function WindowsPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(windowsQuestion(plant))
  const windows = data?.windows ?? []
  return (
    <>
      <PageHead title="Windows" tab="Windows" />
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
          <Sheet title="Maintenance windows" aside="The earliest first" flush>
            {data === undefined ? (
              <Loading what="maintenance windows" lines={6} />
            ) : windows.length === 0 ? (
              <Nothing title="No maintenance window is planned">
                A window stands here once maintenance tells of it, and takes capacity in Odoo once production agrees.
              </Nothing>
            ) : (
              <WindowTable windows={windows} />
            )}
          </Sheet>
        </div>
      )}
    </>
  )
}
