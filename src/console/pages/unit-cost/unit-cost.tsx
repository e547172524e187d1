import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { UnitCost } from '#api'
import { unitCostQuestion } from '../../api/questions/production.ts'
import { usePlant, usePlantName } from '../../app/session.tsx'
import { AssetCosts } from '../../parts/asset-costs.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { Span } from '../../parts/moment.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { costText } from '../../words/money.ts'
import { amountText } from '../../words/units.ts'
import { CostParts } from './parts.tsx'
import { ScrapOfOrder } from './scrap.tsx'
import look from './unit-cost.module.css'

const route = getRouteApi('/inside/unit-cost/$key')

/** What did one of these cost, and which events made it so? */
export function UnitCostPage() {
  const { key } = route.useParams()
  const { plant: asked } = route.useSearch()
  const scope = usePlant()
  const { data, error, refetch } = useQuery(unitCostQuestion(key, asked ?? (scope || undefined)))
  if (!data)
    return (
      <>
        <PageHead title="Unit cost" tab="Unit cost" />
        {error ? (
          <Failed error={error} onAgain={() => void refetch()} />
        ) : (
          <Sheet title="What makes it">
            <Loading what="the cost" lines={7} />
          </Sheet>
        )}
      </>
    )
  return (
    <OnePlant plant={data.plant}>
      <Head cost={data} />
      <div className={look.page}>
        <Sheet title="What makes it" aside="As Odoo reckons it, part by part" flush>
          <CostParts cost={data} />
        </Sheet>
        {data.scrap.length > 0 ? (
          <Sheet title="Scrap" aside="Its cost is borne by the good ones" flush>
            <ScrapOfOrder cost={data} />
          </Sheet>
        ) : null}
        <Maintenance cost={data} />
      </div>
    </OnePlant>
  )
}

function Head({ cost: { plant, order, perUnit, total, currency, quantity } }: { cost: UnitCost }) {
  const plantName = usePlantName()
  const money = (value: string) => costText([{ currency, value }])
  return (
    <PageHead
      title={perUnit === null ? 'Nothing was received yet' : `${money(perUnit)} each`}
      tab={`Unit cost of ${order.label}`}
    >
      <p className={look.about}>
        <Link to="/orders/$key" params={{ key: order.key }} search={{ plant }}>
          {order.label}
        </Link>
        <span>
          {order.itemName} <code>{order.item}</code>
        </span>
        <span>
          {money(total)} for {amountText(quantity)}
          {order.state === 'closed' ? '' : ', so far: the order is not closed'}
        </span>
        <span className="quiet">{plantName(plant)}</span>
      </p>
    </PageHead>
  )
}

/** Beside the cost of the goods, and never in it. */
const Maintenance = ({ cost: { maintenance, plant } }: { cost: UnitCost }) => (
  <Sheet
    title="Maintenance meanwhile"
    aside={maintenance ? <Span from={maintenance.from} until={maintenance.until} plant={plant} /> : null}
    flush
  >
    {maintenance && maintenance.costs.length > 0 ? (
      <>
        <p className={look.note}>
          What the assets at its work centres cost while it was made. Odoo puts none of this into the cost of goods, and
          nobody knows how much of it is due to this order.
        </p>
        <AssetCosts costs={maintenance.costs} />
      </>
    ) : (
      <Nothing title="Maintenance cost nothing meanwhile">
        Standstills, parts and work at its work centres from its first event to its last would stand here.
      </Nothing>
    )}
  </Sheet>
)
