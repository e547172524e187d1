import { days, later } from '#kernel/time'
import { workBetween } from '#model/calendar'
import { LOST_PRODUCTION_DEFINITION } from '#model/lost-production'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, prepared } from '../pages/reader.ts'
import type { AgreedRow, StopRow } from '../plant-day/stops.ts'
import { route } from '../routes/route.ts'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import { AssetCostList } from './contract.ts'
import { assetCosts } from './view.ts'

const listStops = prepared('list-stops')
const listAgreed = prepared('list-agreed')
const listOrderParts = prepared('list-order-parts')
const LATELY = 90

const costsRoute = route(
  {
    name: 'listAssetCosts',
    method: 'GET',
    path: '/api/v1/asset-costs',
    access: ['assets.read'],
    summary:
      'What assets have cost in the last 90 days: spare parts, work and lost production, by asset and maintenance order',
    query: PlantQuery,
    answer: AssetCostList,
  },
  async ({ reader, query }, { plants, assets, now }) => {
    const until = now()
    const from = later(until, -days(LATELY))
    const named = plantsNamed(reader, 'assets.read', query.plant)
    const of = [reader.home, named, from]
    const [stops, agreed, parts, known] = await Promise.all([
      reader.database.all<StopRow>(listStops, of),
      reader.database.all<AgreedRow>(listAgreed, of),
      reader.database.all<OrderPartsRow>(listOrderParts, [...of, null]),
      assets.assets(named),
    ])
    const costs = plants
      .filter(({ id }) => named.includes(id))
      .flatMap(({ id: plant, timeZone, policy: { calendar, rates } }) => {
        const isHere = (row: { readonly plant: string }): boolean => row.plant === plant
        return assetCosts({
          ...{ plant, from, until, timeZone, rates },
          work: (begins, ends) => workBetween(calendar, timeZone, begins, ends),
          ...{ stops: stops.filter(isHere), agreed: agreed.filter(isHere) },
          ...{ parts: parts.filter(isHere), assets: known.filter(isHere) },
        })
      })
    return { definition: LOST_PRODUCTION_DEFINITION, days: LATELY, costs }
  },
)

export const assetCostRoutes = [costsRoute]
