# Work orders in Odoo 19.


def step_of(move):
    return move.workorder_id


def cost_of(step):
    return step._cal_cost()


def rate_of(step):
    return step.costs_hour or step.workcenter_id.costs_hour


def is_estimated(step):
    """Whether the operation is costed by what was expected, whatever it took."""
    return step._should_estimate_cost()
