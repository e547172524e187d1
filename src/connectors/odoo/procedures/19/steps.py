# Work orders in Odoo 19.


def step_of(move):
    return move.workorder_id


def in_routing_order(steps):
    return steps.sorted('sequence')


def good_along_the_chain(step):
    return step.qty_produced + step.qty_reported_from_previous_wo


def keep_rate(step, over):
    """The hourly rate of the day an operation ends stays with it, as when a person ends it in Odoo."""
    put(step, {'costs_hour': step.workcenter_id.costs_hour if over else 0.0})


def keep_rate_at_closing(step):
    if not step.costs_hour:
        keep_rate(step, True)


def cost_of(step):
    return step._cal_cost()


def new_labour_step(order, centre):
    return new_step_beside(order, centre, centre.name, 'done')


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


def planned_end_of(step):
    return step.date_finished


def is_by_hand(move):
    """Whether somebody issues a planned component."""
    return bool(move.manual_consumption)


def share_of(move):
    """Per cent of the cost of the order that a by-product bears."""
    return move.cost_share


def rate_of(step):
    return step.costs_hour or step.workcenter_id.costs_hour


def spent(_step, _minutes, seconds):
    """Hours that are costed: Odoo 19 goes by the clock, not by the rounded minutes."""
    return seconds / 3600.0


def is_estimated(step):
    """Whether the operation is costed by what was expected, whatever it took."""
    return step._should_estimate_cost()
