import { Failure } from '#kernel/failure'
import type { Instant } from '#kernel/time'
import { feasibleFrom, isStarving, type OrderMaterial, readyShare } from '#model/material'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed } from '../pages/reader.ts'
import { route } from '../routes/route.ts'
import { MaterialList, type MaterialView } from './contract.ts'

const materialRoute = route(
  {
    name: 'listMaterial',
    method: 'GET',
    path: '/api/v1/material',
    access: ['assets.read'],
    summary: 'Of each open order how much of its material lies ready, what it waits for, and from when it can be made',
    query: PlantQuery,
    answer: MaterialList,
  },
  async ({ reader, query }, { ask, now }) => {
    const told = await Promise.all(
      plantsNamed(reader, 'assets.read', query.plant).map(async (plant) => ({
        plant,
        told: await ask(plant, PlanningLedger.material(plant)),
      })),
    )
    return {
      orders: told
        .flatMap((one) => (one.told instanceof Failure ? [] : one.told.map((order) => viewOf(one.plant, order, now()))))
        .toSorted(byNeed),
      away: told.flatMap(({ plant, told: failure }) =>
        failure instanceof Failure ? { plant, sentence: failure.message } : [],
      ),
    }
  },
)

export const materialRoutes = [materialRoute]

/** An order as whoever plans looks at it. */
export const viewOf = (plant: string, order: OrderMaterial, now: Instant): MaterialView => ({
  ...order,
  plant,
  readyPercent: readyShare(order),
  starving: order.isReleased && order.awaited.some((one) => isStarving(one, now)),
  feasible: feasibleFrom(order) ?? null,
})

/** Who starves first; what nobody has planned last. */
export const byNeed = (one: MaterialView, other: MaterialView): number =>
  Number(other.starving) - Number(one.starving) ||
  (one.from ?? '9').localeCompare(other.from ?? '9') ||
  one.order.localeCompare(other.order)
