import type { z } from 'zod'
import type { AssetRow, MappedEquipment } from '#assets'
import { costKinds } from '#model/account'
import { placeOf } from '#model/asset'
import { sum } from '#model/exact'
import type { OrderCost } from '#model/order-cost'
import type { ProductionOrder } from '#model/production'
import { isPositive, prorate, type Quantity, quantity } from '#model/quantity'
import type { Why } from '#why'
import { assetCosts, type CostGround } from '../asset-costs/view.ts'
import { linesFrom } from '../why/lines.ts'
import type { UnitCost } from './contract.ts'

type Told = z.input<typeof UnitCost>

/** The parts of what an order cost, each with its lines, and what comes to one of its goods. */
export function partsOfCost(
  { explanation, bookings }: Why,
  cost: Pick<OrderCost, 'quantity'>,
): Pick<Told, 'total' | 'perUnit' | 'parts' | 'unexplained'> {
  const lines = linesFrom(explanation.lines, bookings)
  const parts = [...costKinds, 'other' as const].flatMap((kind) => {
    const own = lines.filter((line) => (line.cost ?? 'other') === kind)
    const amount = sum(own.map((line) => line.amount ?? '0'))
    return own.length === 0 ? [] : [{ kind, amount, perUnit: perUnit(amount, cost.quantity), lines: own }]
  })
  const total = explanation.value ?? '0'
  return { total, perUnit: perUnit(total, cost.quantity), parts, unexplained: explanation.unexplained }
}

/** To a hundredth of a cent: many a piece costs less than one. */
const perUnit = (amount: string, received: Quantity): string | null =>
  isPositive(received) ? prorate(quantity(amount), quantity(1, received.uom), received, '0.0001').value : null

/** What the assets at the work centres of an order cost in a time. */
export function maintenanceOf(
  order: Pick<ProductionOrder, 'operations'>,
  places: readonly MappedEquipment[],
  { assets, ...ground }: Omit<CostGround, 'assets'> & { readonly assets: readonly AssetRow[] },
): NonNullable<Told['maintenance']> {
  const centres = order.operations.map(({ workCenter }) => workCenter)
  const own = places.filter(({ code, label }) => centres.includes(code ?? label)).map(({ equipment }) => equipment)
  const standing = new Map(assets.map((row) => [row.asset, row]))
  const isHere = (asset: string | null): boolean => asset !== null && own.includes(placeOf(asset, standing) ?? '')
  const costs = assetCosts({ ...ground, assets }).filter(({ asset }) => isHere(asset))
  return { from: ground.from, until: ground.until, costs: [...costs] }
}
