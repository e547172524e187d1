import type { OdooWorld } from '../../test/support/odoo-world.ts'

/** One thing that is reported of one order: as an event for the hub, as an effect for a baseline. */
export interface Report {
  readonly order: string
  readonly type: string
  readonly operation: 'issueMaterial' | 'completeOperation' | 'receiveOutput'
  readonly body: { readonly order: string } & Record<string, unknown>
}

export interface Orders {
  readonly records: readonly number[]
  /** One piece is made of each order: two issues, one of them by lot, one operation, one receipt by lot. */
  readonly reports: readonly Report[]
}

/** A plant in Odoo and sets of orders in it that are alike; each side of a comparison works on a set of its own. */
export async function shopFloor(world: OdooWorld): Promise<(orders: number) => Promise<Orders>> {
  const { items, recipe, ...codes } = await world.bench({ tracking: 'lot' })
  await world.inStock(items.steel, 100_000)
  await moreOf(world, items.paint.id, 'LB')
  return async (orders) => {
    const records = await world.orders(items.frame, recipe, 100, orders)
    return { records, reports: records.flatMap((record) => piece(`odoo.${record}`, codes)) }
  }
}

/** Enough that every order of every set finds the same: a shortage would show in what Odoo reserves for it. */
async function moreOf(world: OdooWorld, product: number, lot: string): Promise<void> {
  const [id] = await world.find('stock.lot', [
    ['product_id', '=', product],
    ['name', '=', lot],
  ])
  const values = { product_id: product, location_id: world.stock, lot_id: id, inventory_quantity_auto_apply: 100_000 }
  await world.create('stock.quant', values, { inventory_mode: true })
}

export function piece(order: string, { steel, paint }: { readonly steel: string; readonly paint: string }): Report[] {
  const report = (type: string, operation: Report['operation'], more: object): Report => ({
    order,
    type: `mfg.production.${type}.v1`,
    operation,
    body: { order, ...more },
  })
  return [
    report('material.issued', 'issueMaterial', { item: steel, quantity: pieces(2) }),
    report('material.issued', 'issueMaterial', { item: paint, quantity: pieces(1), lot: 'LB' }),
    report('operation.completed', 'completeOperation', { operation: '10', good: pieces(1), machineTime: '1' }),
    report('output.received', 'receiveOutput', { quantity: pieces(1), lot: 'F1' }),
  ]
}

const pieces = (value: number) => ({ value: `${value}`, uom: 'H87' })
