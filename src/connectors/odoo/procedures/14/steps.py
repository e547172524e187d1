# Work orders in Odoo 14.


def step_of(move):
    """Odoo 14 puts each component of no operation on the last work order."""
    return move.workorder_id if move.operation_id else env['mrp.workorder']


def in_routing_order(steps):
    return steps.sorted('id')


def good_along_the_chain(step):
    return step.qty_produced


def keep_rate(step, over):
    """Odoo 14 keeps no rate with the work order: closing takes the work centre's of that day. Ending one lets the next
    begin, as when a person ends it in Odoo."""
    if over and step.next_work_order_id.state == 'pending':
        step.next_work_order_id.write({'state': 'ready'})


def keep_rate_at_closing(_step):
    pass


def cost_of(step):
    return step.duration / 60.0 * step.workcenter_id.costs_hour


def new_labour_step(order, centre):
    moves = order.move_raw_ids | order.move_finished_ids
    steps = [move.workorder_id.id for move in moves]
    labour = env['mrp.workorder'].create({
        'name': centre.name,
        'production_id': order.id,
        'workcenter_id': centre.id,
        'product_uom_id': order.product_uom_id.id,
        'consumption': order.consumption,
        'duration_expected': 0.0,
        'state': 'done',
    })
    # Odoo 14 at once hangs every component of no operation on it, and lets it follow the last operation.
    for move, step in zip(moves, steps):
        put(move, {'workorder_id': step})
    (order.workorder_ids - labour).filtered('next_work_order_id').filtered(followed_by_labour).write({'next_work_order_id': False})
    return labour


def followed_by_labour(step):
    return is_labour(step.next_work_order_id)
