import { days, later } from '#kernel/time'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, prepared } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { SparePartsList } from './contract.ts'
import { type CountRow, countsView } from './counts.ts'
import { type OrderPartsRow, partsView } from './view.ts'

const listOrderParts = prepared('list-order-parts')
const listCounts = prepared('list-counts')
const LATELY = days(90)
const AT_MOST = 500

const partsRoute = route(
  {
    name: 'listSpareParts',
    method: 'GET',
    path: '/api/v1/spare-parts',
    access: ['assets.read'],
    summary:
      'Spare parts: what lies ready for maintenance orders, was used and when, is short and cost; and what two systems count otherwise',
    query: PlantQuery,
    answer: SparePartsList,
  },
  async ({ reader, query }, { now }) => {
    const plants = plantsFor(reader, 'assets.read', query.plant)
    const rows = await reader.database.all<OrderPartsRow>(listOrderParts, [
      reader.home,
      plants,
      later(now(), -LATELY),
      AT_MOST,
    ])
    const counts = await reader.database.all<CountRow>(listCounts, [reader.home, plants])
    return { ...partsView(rows), counts: countsView(counts), countedOtherwise: counts[0]?.differing ?? 0 }
  },
)

export const sparePartRoutes = [partsRoute]
