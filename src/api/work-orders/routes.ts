import { days, later } from '#kernel/time'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, prepared } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { WorkOrderList } from './contract.ts'
import { type WorkOrderRow, workOrderView } from './view.ts'

const listMaintenanceOrders = prepared('list-maintenance-orders')
const LATELY = days(90)

const listRoute = route(
  {
    name: 'listMaintenanceOrders',
    method: 'GET',
    path: '/api/v1/maintenance-orders',
    access: ['assets.read'],
    summary: 'Maintenance orders of all sources: how each stands, its window, its breakdown and its parts',
    query: PlantQuery,
    answer: WorkOrderList,
  },
  async ({ reader, query }, { now }) => {
    const rows = await reader.database.all<WorkOrderRow>(listMaintenanceOrders, [
      reader.home,
      plantsFor(reader, 'assets.read', query.plant),
      later(now(), -LATELY),
    ])
    return { orders: rows.map(workOrderView) }
  },
)

export const workOrderRoutes = [listRoute]
