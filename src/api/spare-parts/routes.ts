import { days, later } from '#kernel/time'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, prepared } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { SparePartsList } from './contract.ts'
import { type OrderPartsRow, partsView } from './view.ts'

const listOrderParts = prepared('list-order-parts')
const LATELY = days(90)

const partsRoute = route(
  {
    name: 'listSpareParts',
    method: 'GET',
    path: '/api/v1/spare-parts',
    access: ['assets.read'],
    summary:
      'Spare parts of maintenance orders: what lies ready, what was used and when, what is short, and what it cost',
    query: PlantQuery,
    answer: SparePartsList,
  },
  async ({ reader, query }, { now }) => {
    const rows = await reader.database.all<OrderPartsRow>(listOrderParts, [
      reader.home,
      plantsFor(reader, 'assets.read', query.plant),
      later(now(), -LATELY),
    ])
    return partsView(rows)
  },
)

export const sparePartRoutes = [partsRoute]
