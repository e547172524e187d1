import { useQuery } from '@tanstack/react-query'
import { assetCostsQuestion, sparePartsQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { AssetCosts } from '../../parts/asset-costs.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { CountTable } from './count-table.tsx'
import { OrderTable } from './order-table.tsx'
import look from './parts.module.css'

/** Which maintenance waits for parts, what was used and what did it cost; and do both who count the storeroom agree? */
export function PartsPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(sparePartsQuestion(plant))
  const { data: told } = useQuery(assetCostsQuestion(plant))
  const short = data?.orders.filter(({ isShort }) => isShort).length ?? 0
  return (
    <>
      <PageHead title="Parts" tab="Parts" />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <div className={look.sheets}>
          <Sheet title="Maintenance orders" aside={short > 0 ? `${short} short of parts, first` : null} flush>
            {data === undefined ? (
              <Loading what="spare parts" lines={6} />
            ) : data.orders.length === 0 ? (
              <Nothing title="No maintenance order has spare parts">
                One stands here once its parts are planned in the CMMS or the first is used.
              </Nothing>
            ) : (
              <OrderTable orders={data.orders} />
            )}
          </Sheet>
          {data && data.counts.length > 0 ? (
            <Sheet
              title="What two systems count"
              aside={data.countedOtherwise > 0 ? `${data.countedOtherwise} counted otherwise, first` : 'All agree'}
              flush
            >
              <CountTable counts={data.counts} />
            </Sheet>
          ) : null}
          {told && told.costs.length > 0 ? (
            <Sheet
              title="What assets cost"
              aside={`In the last ${told.days} days, by definition ${told.definition}`}
              flush
            >
              <AssetCosts costs={told.costs} />
            </Sheet>
          ) : null}
        </div>
      )}
    </>
  )
}
