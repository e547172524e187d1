# Work orders in Odoo 16: which may begin follows by itself from those before.


def good_along_the_chain(step):
    return step.qty_produced + step.qty_reported_from_previous_wo


def keep_rate(step, over):
    """The hourly rate of the day an operation ends stays with it, as when a person ends it in Odoo."""
    put(step, {'costs_hour': step.workcenter_id.costs_hour if over else 0.0})


def is_by_hand(move):
    """Whether somebody issues a planned component. Goods kept by lot Odoo 16 always calls so."""
    return bool(move.bom_line_id.operation_id or move.manual_consumption and move.product_id.tracking == 'none')
