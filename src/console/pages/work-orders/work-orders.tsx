import { useQuery } from '@tanstack/react-query'
import type { WorkOrderView } from '#api'
import { workOrdersQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { isOver } from '../../words/work-orders.ts'
import { WorkOrderTable } from './work-order-table.tsx'
import look from './work-orders.module.css'

/** What does maintenance work on, what does it plan, and what does either take from production? */
export function WorkOrdersPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(workOrdersQuestion(plant))
  const orders = data?.orders ?? []
  return (
    <>
      <PageHead title="Work orders" tab="Work orders" />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : data === undefined || orders.length === 0 ? (
        <Sheet title="Maintenance orders" flush>
          {data === undefined ? (
            <Loading what="maintenance orders" lines={6} />
          ) : (
            <Nothing title="No maintenance order is known">
              One stands here once the CMMS of a plant tells of it, whether something broke or its time has come.
            </Nothing>
          )}
        </Sheet>
      ) : (
        <div className={look.sheets}>
          <Sort title="Corrective" orders={orders.filter(({ isCorrective }) => isCorrective)} />
          <Sort title="Preventive" orders={orders.filter(({ isCorrective }) => !isCorrective)} />
        </div>
      )}
    </>
  )
}

function Sort({ title, orders }: { title: string; orders: readonly WorkOrderView[] }) {
  if (orders.length === 0) return null
  const open = orders.filter((one) => !isOver(one)).length
  return (
    <Sheet title={title} aside={`${open} of ${orders.length} not over`} flush>
      <WorkOrderTable orders={orders} caption={`${title} maintenance orders`} />
    </Sheet>
  )
}
