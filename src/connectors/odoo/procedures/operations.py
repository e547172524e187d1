# An operation of the hub is a step of the routing; along a chain of orders its work orders are one operation.


def operation_name(step):
    """The routing's own number, such as 20; its name where the number is not unique or the step is not of a routing.
    Odoo renumbers the work orders of an order from 0, so their own sequence says nothing."""
    number = step.operation_id.sequence
    alike = 0
    for other in step.production_id.workorder_ids:
        if other.operation_id and other.operation_id.sequence == number:
            alike += 1
    return str(number) if step.operation_id and alike == 1 else step.name


def steps_of(chain, operation):
    """The work orders of an operation along the chain, the first order's first."""
    steps = []
    for order in chain:
        for step in order.workorder_ids:
            if operation_name(step) == operation or step.name == operation:
                steps.append(step)
    if not steps:
        refuse('UNKNOWN_OPERATION', '%s has no operation %s' % (chain[0].name, operation))
    return steps
