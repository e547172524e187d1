import { z } from 'zod'
import { Failure } from '#kernel/failure'
import { OrderCost } from '#model/order-cost'
import { ProductionLedger } from '#model/ports/production-ledger'
import { ProductionOrderId } from '#model/production'
import { PlantId } from '../contract.ts'
import { notFound, tryLater } from '../problems.ts'
import { route } from '../routes/route.ts'
import type { OrderDbRow } from './orders.ts'
import { plantsNamed, prepared } from './reader.ts'

const readOrderStatement = prepared('read-order')

export const orderCostRoute = route(
  {
    name: 'readOrderCost',
    method: 'GET',
    path: '/api/v1/orders/{key}/cost',
    access: ['orders.read'],
    summary: 'What one production order has cost so far and what of it is in production still, asked of its owner now',
    params: z.object({ key: ProductionOrderId }),
    query: z.strictObject({ plant: PlantId.optional() }),
    answer: OrderCost,
    refuses: [404, 503],
  },
  async ({ reader, params: { key }, query }, { ask }) => {
    const plants = plantsNamed(reader, 'orders.read', query.plant)
    const [row] = await reader.database.all<OrderDbRow>(readOrderStatement, [reader.home, plants, key])
    if (!row) throw notFound('order')
    const answer = await ask(row.plant, ProductionLedger.cost(key))
    if (answer instanceof Failure) throw tryLater(`The cost is read from its owner, which says: ${answer.message}`)
    return answer
  },
)
