import { z } from 'zod'
import type { OdooClient } from '../src/connectors/odoo/client.ts'

export type Call = <Answer>(model: string, method: string, body: object, shape: z.ZodType<Answer>) => Promise<Answer>

export const callBy =
  (admin: OdooClient): Call =>
  (model, method, body, shape) =>
    admin.call(model, method, body, shape, {})

const Loaded = z.looseObject({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z.array(z.looseObject({ message: z.string() })),
})
export const Ids = z.array(z.int())
const Warehouse = z.array(
  z.looseObject({ lot_stock_id: z.tuple([z.int(), z.string()]), manu_type_id: z.tuple([z.int(), z.string()]) }),
)

/** Names in the demo's Odoo: everything is made under an external id, so that making it twice changes nothing. */
export const named = (name: string): string => `millwright_demo.${name}`

/** Makes records, or changes those that have their names already. */
export const loader =
  (call: Call) =>
  async (model: string, fields: readonly string[], rows: readonly (readonly string[])[]): Promise<number[]> => {
    const { ids, messages } = await call(model, 'load', { fields, data: rows }, Loaded)
    if (ids === false) throw new Error(`Odoo took no ${model}: ${messages.map(({ message }) => message).join(' ')}`)
    return ids
  }

/** The warehouse of a plant: where its goods lie, and the kind of operation its orders are. */
export async function warehouseOf(
  call: Call,
  code: string,
): Promise<{ readonly stock: number; readonly manufacturing: number }> {
  const [found] = await call(
    'stock.warehouse',
    'search_read',
    { domain: [['code', '=', code]], fields: ['lot_stock_id', 'manu_type_id'] },
    Warehouse,
  )
  if (!found) throw new Error(`Odoo has no warehouse ${code}`)
  return { stock: found.lot_stock_id[0], manufacturing: found.manu_type_id[0] }
}

/** Whether a product is there already. */
export const hasProduct = async (call: Call, code: string): Promise<boolean> =>
  (await call('product.product', 'search', { domain: [['default_code', '=', code]] }, Ids)).length > 0

/** Puts material on the shelf. */
export async function stockUp(
  call: Call,
  warehouse: string,
  goods: { readonly [code: string]: number },
  lot?: string,
): Promise<void> {
  const { stock } = await warehouseOf(call, warehouse)
  for (const [code, quantity] of Object.entries(goods)) {
    const [product] = await call('product.product', 'search', { domain: [['default_code', '=', code]] }, Ids)
    const lots = lot ? await call('stock.lot', 'create', { vals_list: [{ name: lot, product_id: product }] }, Ids) : []
    const values = {
      product_id: product,
      location_id: stock,
      lot_id: lots[0] ?? false,
      inventory_quantity_auto_apply: quantity,
    }
    await call('stock.quant', 'create', { vals_list: [values], context: { inventory_mode: true } }, z.unknown())
  }
}
