# Work orders in Odoo 18.


def in_routing_order(steps):
    return steps.sorted('sequence')


def cost_of(step):
    """Odoo 18 counts time that overlaps once. It cannot reckon with time that still goes on."""
    seconds = 0
    over = datetime.datetime.min
    for time in step.time_ids.filtered('date_end').sorted('date_start'):
        seconds += max(0.0, (time.date_end - max(over, time.date_start)).total_seconds())
        over = max(over, time.date_end)
    return seconds / 3600.0 * step.workcenter_id.costs_hour


def new_step_beside(order, centre, name, state):
    return env['mrp.workorder'].with_context(skip_confirm=True).create({
        'name': name,
        'production_id': order.id,
        'workcenter_id': centre.id,
        'product_uom_id': order.product_uom_id.id,
        'sequence': 1000 + len(order.workorder_ids),
        'duration_expected': 0.0,
        'state': state,
    })


def is_by_hand(move):
    """Whether somebody issues a planned component."""
    return bool(move.manual_consumption)


def spent(_step, _minutes, seconds):
    """Hours that are costed: Odoo goes by the clock, not by the rounded minutes."""
    return seconds / 3600.0
