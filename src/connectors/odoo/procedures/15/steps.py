# Work orders in Odoo 15.


def keep_rate(step, over):
    """The hourly rate of the day an operation ends stays with it, as when a person ends it in Odoo; what it cost Odoo
    reckons with the work centre's all the same. Ending one lets the next begin."""
    put(step, {'costs_hour': step.workcenter_id.costs_hour if over else 0.0})
    if over and step.next_work_order_id.state == 'pending':
        step.next_work_order_id.write({'state': 'ready'})


def keep_rate_at_closing(step):
    if not step.costs_hour:
        keep_rate(step, True)


def new_step_beside(order, centre, name, state):
    return env['mrp.workorder'].with_context(skip_confirm=True).create({
        'name': name,
        'production_id': order.id,
        'workcenter_id': centre.id,
        'product_uom_id': order.product_uom_id.id,
        'duration_expected': 0.0,
        'state': state,
    })


def share_of(move):
    """Per cent of the cost of the order that a by-product bears."""
    return move.cost_share
