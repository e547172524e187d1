import { createHash } from 'node:crypto'
import type { Draft, Looking } from './draft.ts'
import { Id, Named, reading, Text } from './reading.ts'
import { refuse } from './refusal.ts'
import type { Lot } from './stock.ts'
import type { Product } from './types.ts'
import { decimal } from './units.ts'

/** The product behind the hub's item: by record, or by internal reference, which Odoo does not keep unique. */
export async function itemNamed(draft: Looking, item: { product?: number; code?: string }): Promise<Product> {
  const domain = item.product === undefined ? [['default_code', '=', item.code]] : [['id', '=', item.product]]
  const found = await draft.desk.read(draft.words.products, domain, { limit: 2 })
  if (found.length !== 1)
    return refuse(
      'UNKNOWN_ITEM',
      `Odoo has ${found.length > 1 ? 'more than one' : 'no'} product ${item.code ?? item.product}`,
    )
  draft.chain.products.set(found[0]!.id, found[0]!)
  return found[0]!
}

const lotsReading = (model: string) => reading(model, { id: Id, name: Text }, (row): Lot => row)

export async function lotNamed(draft: Looking, product: Product, name: string): Promise<Lot | undefined> {
  const domain = [
    ['product_id', '=', product.id],
    ['name', '=', name],
  ]
  return (await draft.desk.read(lotsReading(draft.words.lot), domain, { limit: 1 }))[0]
}

/** The lot goods are taken from; none for goods that are not tracked. */
export async function knownLot(
  draft: Draft,
  product: Product,
  name: string | undefined,
  quantity: number | undefined,
): Promise<Lot | undefined> {
  if (product.tracking === 'none') return undefined
  if (!name) return refuse('LOT_REQUIRED', `${product.label} is tracked by ${product.tracking}`)
  const lot = await lotNamed(draft, product, name)
  if (!lot) return refuse('UNKNOWN_LOT', `Odoo has no lot ${name} of ${product.label}`)
  if (product.tracking === 'serial' && quantity !== 1)
    return refuse('SERIAL_QTY', `One serial number stands for one piece, not for ${decimal(quantity ?? 0)}`)
  return lot
}

/** The lot of that name; made when Odoo does not know it, under a name of its own, since many effects may want it. */
export async function lotFor(draft: Draft, product: Product, name: string, more: object = {}): Promise<Lot> {
  const known = await lotNamed(draft, product, name)
  if (known) return known
  const hash = createHash('sha256').update(`${product.id} ${name}`).digest('hex')
  const company = draft.chain.orders[0]!.company
  return {
    id: draft.makeAs(draft.words.lot, `lot_${hash}`, { product_id: product.id, name, company_id: company, ...more }),
    name,
  }
}

/** Name (or none) and quantity of each part of a receipt, in the unit of stock. */
export async function outputLots(
  draft: Draft,
  product: Product,
  quantity: number,
): Promise<readonly { name: string | undefined; quantity: number }[]> {
  const { body } = draft
  if (product.tracking === 'none') return [{ name: undefined, quantity }]
  if (product.tracking === 'lot') {
    if (!body['lot']) return refuse('LOT_REQUIRED', `${product.label} is tracked by lot`)
    return [{ name: body['lot'] as string, quantity }]
  }
  const serials: string[] = body['serials'] ?? (body['lot'] ? [body['lot']] : [])
  if (serials.length === 0) return refuse('LOT_REQUIRED', `${product.label} is tracked by serial number`)
  if (serials.length !== quantity)
    return refuse('SERIAL_QTY', `${serials.length} serial numbers for ${decimal(quantity)} pieces`)
  if (new Set(serials).size !== serials.length) return refuse('SERIAL_DUPLICATE', 'A serial number is named twice')
  await checkNew(draft, product, serials)
  return serials.map((name) => ({ name, quantity: 1 }))
}

async function checkNew(draft: Draft, product: Product, serials: readonly string[]): Promise<void> {
  const taken = await draft.desk.ids('stock.quant', [
    ['product_id', '=', product.id],
    ['lot_id.name', 'in', serials],
    ['quantity', '>', 0],
    ['location_id.usage', 'in', ['internal', 'transit', 'customer']],
  ])
  if (taken.length === 0) return
  const named = reading('stock.quant', { id: Id, lot_id: Named }, ({ lot_id }) => lot_id?.name ?? '')
  const [first] = await draft.desk.read(named, [['id', '=', taken[0]]])
  refuse('SERIAL_DUPLICATE', `Serial number ${first} of ${product.label} exists already`)
}
