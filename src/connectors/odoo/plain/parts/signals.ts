import { Id, Must, Num, reading, Ref, Text } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { compared, decimal } from '../units.ts'
import type { PartPlan } from './moves.ts'
import { amountOf } from './moves.ts'
import type { KeptNote } from './notes.ts'
import type { Ground } from './place.ts'
import { needOf } from './standing.ts'

const ORDER = 'purchase.order'
const requests = reading(ORDER, { id: Id, name: Text, origin: Text }, (row) => row)
const requestLines = reading('purchase.order.line', { id: Id, order_id: Must }, (row) => row)
const templates = reading('product.product', { id: Id, product_tmpl_id: Must }, (row) => row.product_tmpl_id)

const sellers = (version: number) =>
  version < 16
    ? reading('product.supplierinfo', { id: Id, name: Must, price: Num, company_id: Ref }, ({ name, ...row }) => ({
        ...row,
        partner: name,
      }))
    : reading('product.supplierinfo', { id: Id, partner_id: Must, price: Num, company_id: Ref }, (row) => ({
        ...row,
        partner: row.partner_id,
      }))

/** The buyer gets a request for quotation; nobody may be reminded here of a part that nobody sells. */
export async function signal(ground: Ground, signals: readonly KeptNote[]): Promise<PartPlan> {
  const { desk, words, draft, product, unit, warehouse, effect } = ground
  const { short, drafts } = await needOf(ground, signals)
  const quantity = effect.body.quantity ? Math.min(amountOf(ground), short) : short
  if (compared(unit, quantity, 0) <= 0) return joined(ground, drafts[0]?.order_id)
  const [template] = await desk.read(templates, [['id', '=', product.id]])
  const sold = await desk.read(
    sellers(words.version),
    [
      ['product_tmpl_id', '=', template],
      ['product_id', 'in', [false, product.id]],
      ['company_id', 'in', [false, warehouse.company_id]],
    ],
    { order: 'sequence, min_qty desc, price, id', limit: 1 },
  )
  if (!sold[0]) return refuse('NO_VENDOR', `Odoo has nobody who sells ${product.label}: ${decimal(quantity)} are short`)
  const line = { product_id: product.id, product_qty: quantity, price_unit: sold[0].price }
  const request = draft.make(ORDER, 'request', {
    ...{ partner_id: sold[0].partner, origin: effect.body.label, picking_type_id: warehouse.in_type_id },
    order_line: [{ ...line, [words.version < 18 ? 'product_uom' : 'product_uom_id']: unit.id }],
  })
  return {
    posted: { order: request, quantity },
    documents: [{ kind: ORDER, id: request, label: effect.body.label }],
    says: { asked: decimal(quantity) },
  }
}

/** Somebody else's request covers it: whoever looks at that finds the order there. */
async function joined({ desk, draft, effect }: Ground, id: number | undefined): Promise<PartPlan> {
  const [request] = id === undefined ? [] : await desk.read(requests, [['id', '=', id]])
  if (!request) return { posted: {}, documents: [], says: { asked: '0' } }
  const { label } = effect.body
  if (!request.origin.includes(label))
    draft.set(ORDER, [request.id], { origin: [request.origin, label].filter(Boolean).join(', ') })
  return { posted: {}, documents: [{ kind: ORDER, id: request.id, label: request.name }], says: { asked: '0' } }
}

/** The drafts of this order have so much less, the last first; one that has nothing left is called off. */
export async function withdraw(ground: Ground, signals: readonly KeptNote[]): Promise<PartPlan> {
  const { desk, draft, unit } = ground
  const { asked, surplus } = await needOf(ground, signals)
  const most = Math.min(amountOf(ground), surplus)
  let left = most
  const documents: { kind: string; id: number; label: string }[] = []
  for (const line of asked.toReversed()) {
    const part = Math.min(left, line.product_uom_qty)
    if (compared(unit, part, 0) <= 0) continue
    left -= part
    const rest = line.product_uom_qty - part
    const [request] = await desk.read(requests, [['id', '=', line.order_id]])
    documents.push({ kind: ORDER, id: line.order_id, label: request!.name })
    const others = await desk.read(requestLines, [['order_id', '=', line.order_id]])
    if (compared(unit, rest, 0) > 0) draft.set('purchase.order.line', [line.id], { product_qty: rest })
    else if (others.length > 1) draft.steps.push({ do: 'drop', model: 'purchase.order.line', ids: [line.id] })
    else draft.steps.push({ do: 'act', model: ORDER, method: 'button_cancel', id: line.order_id, until: ['cancel'] })
  }
  return { posted: {}, documents, says: { withdrawn: decimal(most - left) } }
}
