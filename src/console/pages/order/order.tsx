import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { orderQuestion } from '../../api/questions/production.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Facts } from '../../parts/facts.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Byproducts, Yields } from './beside.tsx'
import { Checklist } from './checklist.tsx'
import { Components, Operations } from './components.tsx'
import { Cost } from './cost.tsx'
import { Events } from './events.tsx'
import look from './order.module.css'
import { OrderHead } from './order-head.tsx'
import { Produced } from './produced.tsx'

const route = getRouteApi('/inside/orders/$key')

/** How far is this order, is it complete in the books, and how did its quantity come about? */
export function OrderPage() {
  const { key } = route.useParams()
  const { plant: asked } = route.useSearch()
  const scope = usePlant()
  const plant = asked ?? (scope || undefined)
  const { data, error, refetch } = useQuery(orderQuestion(key, plant))
  if (!data)
    return (
      <>
        <PageHead title={`Order ${key}`} tab={`Order ${key}`} />
        {error ? (
          <Failed error={error} onAgain={() => void refetch()} />
        ) : (
          <Sheet title="How it stands">
            <Loading what="the order" lines={9} />
          </Sheet>
        )}
      </>
    )
  return (
    <OnePlant plant={data.order.plant}>
      <OrderHead view={data} />
      <div className={look.page}>
        <Checklist of={data.checklist} />
        <Produced view={data} />
        <div className={look.columns}>
          <Events of={data.events} plant={data.order.plant} />
          <div className={look.side}>
            {data.closing ? (
              <Sheet title="Read back from Odoo after closing">
                <Facts of={data.closing} />
              </Sheet>
            ) : null}
            <Cost order={data.order.key} plant={data.order.plant} />
            <Components of={data.components} order={data.order.key} />
            <Byproducts of={data.byproducts} order={data.order.key} />
            <Yields of={data.yields} />
            <Operations of={data.operations} plant={data.order.plant} order={data.order.key} />
          </div>
        </div>
      </div>
    </OnePlant>
  )
}
