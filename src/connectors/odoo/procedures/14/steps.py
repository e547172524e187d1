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
    return new_step_beside(order, centre, centre.name, 'done')


def new_step_beside(order, centre, name, state):
    moves = order.move_raw_ids | order.move_finished_ids
    steps = [move.workorder_id.id for move in moves]
    beside = env['mrp.workorder'].create({
        'name': name,
        'production_id': order.id,
        'workcenter_id': centre.id,
        'product_uom_id': order.product_uom_id.id,
        'consumption': order.consumption,
        'duration_expected': 0.0,
        'state': state,
    })
    # Odoo 14 at once hangs every component of no operation on it, and lets it follow the last operation.
    for move, step in zip(moves, steps):
        put(move, {'workorder_id': step})
    (order.workorder_ids - beside).filtered('next_work_order_id').filtered(followed_by_one_beside).write({'next_work_order_id': False})
    return beside


def followed_by_one_beside(step):
    return is_beside(step.next_work_order_id)


def planned_end_of(step):
    return step.date_planned_finished


def is_by_hand(move):
    """Whether somebody issues a planned component."""
    return bool(move.bom_line_id.operation_id)


def share_of(_move):
    """Per cent of the cost of the order that a by-product bears."""
    return 0.0


def rate_of(step):
    return step.workcenter_id.costs_hour


def spent(_step, minutes, _seconds):
    return minutes / 60.0


def is_estimated(_step):
    return False
