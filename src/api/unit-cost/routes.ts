import { z } from 'zod'
import { Failure } from '#kernel/failure'
import { workBetween } from '#model/calendar'
import { Figure } from '#model/account'
import { ProductionLedger } from '#model/ports/production-ledger'
import { ProductionOrderId } from '#model/production'
import { scrapOf } from '#model/scrap'
import { why } from '#why'
import { PlantId } from '../contract/words.ts'
import { scrapFrom } from '../losses/view.ts'
import type { OrderEffect } from '../pages/order.ts'
import type { OrderDbRow } from '../pages/orders.ts'
import { plantsNamed, prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { type AgreedRow, type StopRow } from '../plant-day/stops.ts'
import { notFound, tryLater } from '../problems.ts'
import { route } from '../routes/route.ts'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import { UnitCost } from './contract.ts'
import { maintenanceOf, partsOfCost } from './view.ts'

const readOrder = prepared('read-order')
const listStops = prepared('list-stops')
const listAgreed = prepared('list-agreed')
const listOrderParts = prepared('list-order-parts')

type OrderRow = OrderDbRow & { readonly effects: readonly OrderEffect[] }

const unitCostRoute = route(
  {
    name: 'readUnitCost',
    method: 'GET',
    path: '/api/v1/unit-cost/{key}',
    access: ['assets.read'],
    summary: 'What one of an order’s goods cost, down to the events: material, machine, labour, scrap and maintenance',
    params: z.object({ key: ProductionOrderId }),
    query: z.strictObject({ plant: PlantId.optional() }),
    answer: UnitCost,
    refuses: [404, 503],
  },
  async ({ reader, params: { key }, query }, parts) => {
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    const [row] = await reader.database.all<OrderRow>(readOrder, [reader.home, plants, key])
    if (!row) throw notFound('order')
    const { plant, data } = row
    const [account, cost] = await Promise.all([
      parts.ask(plant, ProductionLedger.account(Figure.parse({ order: key, figure: 'cost' }))),
      parts.ask(plant, ProductionLedger.cost(key)),
    ])
    if (account instanceof Failure) throw tryLater(`The cost is asked of its owner, which says: ${account.message}`)
    if (cost instanceof Failure) throw tryLater(`The cost is asked of its owner, which says: ${cost.message}`)
    const card = parts.plants.find(({ id }) => id === plant)!
    const effects = row.effects
      .filter(({ state }) => state !== 'refused')
      .map(({ messageId: message, occurredAt: at, ...effect }) => ({ ...effect, message, at }))
    const { label, itemName, item } = data.order
    return {
      plant,
      order: { key, label, itemName, item, state: row.state },
      ...{ currency: cost.currency, quantity: cost.quantity, readAt: account.readAt, document: account.document },
      ...partsOfCost(await why(reader.database, reader.home, plant, account), cost),
      scrap: scrapOf(effects, data.order).map((one) =>
        scrapFrom({ ...one, order: data.order }, { rates: card.policy.rates, timeZone: card.timeZone }),
      ),
      maintenance: await maintenance(row, effects.map(({ at }) => at).toSorted(), reader, parts),
    }
  },
)

/** From the first event of the order to the last; none where it has none. */
async function maintenance(
  { plant, data }: OrderRow,
  moments: readonly string[],
  { database, home }: Reader,
  { assets, plants }: ApiParts,
) {
  const [from, until = from] = [moments[0], moments.at(-1)]
  if (from === undefined || until === undefined) return null
  const { timeZone, policy } = plants.find(({ id }) => id === plant)!
  const of = [home, [plant], from]
  const [stops, agreed, parts, known, places] = await Promise.all([
    database.all<StopRow>(listStops, of),
    database.all<AgreedRow>(listAgreed, of),
    database.all<OrderPartsRow>(listOrderParts, [...of, null]),
    assets.assets([plant]),
    assets.equipment([plant]),
  ])
  return maintenanceOf(data.order, places, {
    ...{ plant, from, until, timeZone, rates: policy.rates, stops, agreed, parts, assets: known },
    work: (begins, ends) => workBetween(policy.calendar, timeZone, begins, ends),
  })
}

export const unitCostRoutes = [unitCostRoute]
