import { z } from 'zod'
import type { PartStock } from '#model/spare-parts'
import type { OdooMapping } from '../mapping.ts'
import type { Desk } from '../plain/desk.ts'
import { Id, Must, Num, reading, Text } from '../plain/reading.ts'
import { decimal } from '../plain/units.ts'

const products = reading(
  'product.product',
  {
    id: Id,
    default_code: Text,
    name: Text,
    standard_price: Num,
    uom_id: Must,
    incoming_qty: Num,
    virtual_available: Num,
  },
  (row) => row,
)
const quants = reading(
  'stock.quant',
  { product_id: Must, location_id: z.tuple([z.int(), z.string()]), quantity: Num, reserved_quantity: Num },
  (row) => row,
)
const Names = z.record(z.string(), z.string())
const warehouses = reading('stock.warehouse', { id: Id, view_location_id: Must }, (row) => row)

/** What lies where of the parts of these numbers, by ordinary questions; a number that Odoo has not is not told. */
export async function stockOf(
  desk: Desk,
  mapping: OdooMapping,
  numbers: readonly string[],
  warehouse: string | null,
): Promise<readonly PartStock[]> {
  const [house] = await desk.read(warehouses, warehouse ? [['code', '=', warehouse]] : [], { limit: 1, order: 'id' })
  if (!house) return []
  const found = await desk.read(products, [['default_code', 'in', numbers]], {
    context: { location: house.view_location_id },
    order: 'default_code, id',
  })
  const shelves = await desk.read(quants, [
    ['product_id', 'in', found.map(({ id }) => id)],
    ['location_id', 'child_of', house.view_location_id],
  ])
  const units = [...new Set(found.map(({ uom_id }) => uom_id))]
  const names = units.length > 0 ? Names.parse(await desk.act('uom.uom', 'get_external_id', { ids: units })) : {}
  return found.map((product) => {
    const own = shelves.filter(({ product_id }) => product_id === product.id)
    return {
      part: product.default_code,
      name: product.name,
      link: mapping.link('product.product', product.id),
      price: decimal(product.standard_price),
      uom: mapping.codeOf(names[product.uom_id] ?? ''),
      storerooms: [...Map.groupBy(own, ({ location_id: [, name] }) => name)].map(([storeroom, rows]) => ({
        storeroom,
        onHand: decimal(rows.reduce((sum, { quantity }) => sum + quantity, 0)),
        setAside: decimal(rows.reduce((sum, { reserved_quantity }) => sum + reserved_quantity, 0)),
      })),
      incoming: decimal(product.incoming_qty),
      forecast: decimal(product.virtual_available),
    }
  })
}
