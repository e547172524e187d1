import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { orderCostQuestion } from '../../api/questions/production.ts'
import { useMay } from '../../app/session.tsx'
import { Loading } from '../../parts/conditions.tsx'
import { Lines } from '../../parts/facts.tsx'
import { figureOf, WhyLink } from '../../parts/why-link.tsx'
import { Sheet } from '../../parts/sheet.tsx'

/** What the order has cost to date, by Odoo's books: asked when somebody looks, and missing while Odoo is away. */
export function Cost({ order, plant }: { order: string; plant: string }) {
  const { data, error } = useQuery(orderCostQuestion(order, plant))
  const mayCost = useMay('assets.read')
  const money = (amount: string) => `${amount.replace('-', '−')} ${data?.currency ?? ''}`
  const explained = (figure: 'cost' | 'worth' | 'in-production', amount: string) => (
    <WhyLink of={figureOf(order, figure)} plant={plant}>
      {money(amount)}
    </WhyLink>
  )
  const nothing = (amount: string) => !/[1-9]/.test(amount)
  return (
    <Sheet
      title="Cost to date, from Odoo"
      aside={
        mayCost ? (
          <Link to="/unit-cost/$key" params={{ key: order }} search={{ plant }}>
            of one, down to its events
          </Link>
        ) : null
      }
    >
      {data ? (
        <Lines
          of={[
            ['materials', money(data.materials)],
            ['machine time', money(data.machine)],
            ['labour', money(data.labour)],
            !nothing(data.extra) && ['extra', money(data.extra)],
            ['together', explained('cost', data.total)],
            ['in stock as goods', explained('worth', data.output)],
            ['in production still', explained('in-production', data.workInProgress)],
            !nothing(data.variance) && ['not borne by the goods', money(data.variance)],
          ]}
        />
      ) : error ? (
        <p className="quiet">{error.message}</p>
      ) : (
        <Loading what="the cost" lines={4} />
      )}
    </Sheet>
  )
}
