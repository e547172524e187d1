# What becomes of an order as a whole. Odoo plans and cancels orders; it knows none that is held, and takes the word of it.


def plan_order(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    order = (chain.filtered(is_draft) or open_orders(chain))[-1]
    before = plan_standing(chain)
    if body.get('quantity'):
        change_quantity(order, amount(body['quantity'], order.product_uom_id))
    plan_between(order, body.get('plannedStart'), body.get('plannedEnd'))
    return life_result(chain, order, before, plan_standing(chain))


def plan_between(order, start, end):
    """Work orders that were planned are planned anew; Odoo refuses that once one of them has begun."""
    planned = order.is_planned
    # One after the other: Odoo reckons the end from each new start.
    for name, at in ((PLANNED_START, start), (PLANNED_END, end)):
        flush()
        if at:
            order.write({name: moment(at)})
    flush()
    if planned and start:
        order.button_plan()
    if planned_end(order) <= planned_start(order):
        refuse('END_BEFORE_START', '%s would end before it begins' % order.name)


def change_quantity(order, quantity):
    """Odoo's own way of changing a quantity, which scales the plan; not once something was booked beside the plan."""
    if happened(order):
        refuse('NET_QTY_POSTED', '%s is worked on already: its quantity is for a person to change in Odoo' % order.name)
    env['change.production.qty'].create({'mo_id': order.id, 'product_qty': quantity}).change_prod_qty()
    flush()
    if compared(order.product_uom_id, order.product_qty, quantity) != 0:
        refuse('READBACK_DIFFERS', '%s is over %s now' % (order.name, decimal(order.product_qty)))


def plan_standing(chain):
    flush()
    return {
        'states': chain.mapped('state'),
        'ordered': decimal(sum(chain.filtered(is_counted).mapped('product_uom_qty'))),
        'start': str(planned_start(chain[0]) or ''),
        'end': str(planned_end(chain[-1]) or ''),
    }


def note_hold(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    order = open_orders(chain)[-1]
    said = 'Held by %s: %s' if body['isHeld'] else 'No longer held, says %s: %s'
    order._message_log_batch(bodies={order.id: said % (body['by'], body['reason'])})
    standing = {'states': chain.mapped('state')}
    return life_result(chain, order, standing, standing)


def cancel_order(effect):
    """Only what has left nothing in the books. Where all was taken back again, Odoo cannot cancel any more: then the
    order is closed with nothing."""
    chain = chain_of(effect['body']['order'])
    flush()
    for what, quantity in standing_in_the_books(chain):
        if abs(quantity) > 0.000001:
            refuse('NET_QTY_POSTED', '%s cannot be cancelled: %s %s' % (chain[0].name, decimal(quantity), what))
    before = {'states': chain.mapped('state')}
    for order in chain.filtered(is_draft):
        for step in order.workorder_ids.filtered(is_planned):
            cancel_step(step)
        order.action_cancel()
    if chain.filtered(is_open):
        close_orders([prepare_closing(effect, {})], {})
    elif 'done' in chain.mapped('state'):
        open_orders(chain)
    flush()
    return life_result(chain, chain[0], before, {'states': chain.mapped('state')})


def standing_in_the_books(chain):
    found = [('received', received(chain))]
    for _place, (_needed, used) in need_and_use(chain).items():
        found.append(('of a component used', used))
    for _product, quantity in net_byproducts(chain).items():
        found.append(('of a by-product received', quantity))
    for step in chain.workorder_ids:
        found.append(('completed at %s' % step.name, step.qty_produced))
        found.append(('minutes of work at %s' % step.name, sum(step.time_ids.mapped('duration'))))
    return found


def is_draft(order):
    return order.state == 'draft'


def life_result(chain, order, before, after):
    return {
        'documents': documents_of(order, env['stock.move']),
        'before': before,
        'after': after,
        'posted': {'order': order.id},
    }
