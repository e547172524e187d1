import { z } from 'zod'
import type { OdooWorld } from './odoo-world.ts'

/** What people do in Odoo's own forms, without any hub. */
export const byHand = (world: OdooWorld) => ({
  /** Somebody makes so many of an order, which uses up its components, and closes it without a backorder. */
  async makes(order: string, quantity: number): Promise<void> {
    const code = `order = env['mrp.production'].browse(${Number(order.slice('odoo.'.length))})
order.write({'qty_producing': ${quantity}})
if order.product_tracking == 'lot':
    name = 'H-%d' % order.id
    values = {'name': name, 'product_id': order.product_id.id, 'company_id': order.company_id.id}
    if 'stock.lot' in env:
        order.write({'lot_producing_ids': [(6, 0, env['stock.lot'].create(values).ids)]})
    else:
        order.write({'lot_producing_id': env['stock.production.lot'].create(values).id})
order._set_qty_producing()
# In Odoo 14 a person picks the lot of a tracked component before it is used up.
if 'quantity_done' in env['stock.move']._fields:
    for move in order.move_raw_ids:
        if move.has_tracking != 'none' and move.move_line_ids and not move.quantity_done:
            move.move_line_ids[0].write({'qty_done': move.should_consume_qty})
order.with_context(skip_backorder=True, skip_consumption=True, skip_redirection=True).button_mark_done()
action = {'type': 'ir.actions.act_window_close', 'infos': order.state}`
    const [model] = await world.find('ir.model', [['model', '=', 'mrp.production']])
    const id = await world.create('ir.actions.server', { name: 'by hand', model_id: model, state: 'code', code })
    const answer = await world.admin.call(
      'ir.actions.server',
      'run',
      { ids: [id] },
      z.looseObject({ infos: z.string() }),
      {},
    )
    if (answer.infos !== 'done') throw new Error(`${order} is ${answer.infos} after it was made by hand`)
  },
})
