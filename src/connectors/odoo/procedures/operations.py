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


def is_labour(step):
    code = step.workcenter_id.code or ''
    return code == 'LABOUR' or code.endswith('-LABOUR')


def is_beside(step):
    """Work that is no step of the routing: labour, and rework."""
    return is_labour(step) or is_rework(step)


def is_rework(step):
    return not step.operation_id and step.name.startswith('Rework ')


def steps_of(chain, operation):
    """The work orders of an operation along the chain, the first order's first."""
    steps = []
    for order in chain:
        for step in order.workorder_ids:
            if not is_beside(step) and operation in (operation_name(step), step.name):
                steps.append(step)
    if not steps:
        refuse('UNKNOWN_OPERATION', '%s has no operation %s' % (chain[0].name, operation))
    return steps


def step_for_work(chain, operation):
    """Where work is reported: the first open order's step with something left to do, else the last open one's."""
    open_orders(chain)
    steps = [step for step in steps_of(chain, operation) if is_open(step.production_id) and step.state != 'cancel']
    if not steps:
        refuse('ORDER_CLOSED', 'Operation %s of %s is closed in Odoo' % (operation, chain[0].name))
    for step in steps:
        if step.qty_remaining > 0:
            return step
    return steps[-1]


def add_good(step, quantity):
    """Odoo's own way of writing this quantity would consume the components by itself."""
    total = rounded(step.product_uom_id, step.qty_produced + quantity)
    if total < 0:
        refuse('PREDECESSOR_QTY', 'Operation %s has only %s good' % (step.name, decimal(step.qty_produced)))
    put(step, {'qty_produced': total})
    step.modified(['qty_produced'])


def is_over(step, but_for):
    """Finished when everything is good or a report that still stands said so; `but_for` is the key of one that no
    longer does."""
    if compared(step.product_uom_id, good_along_the_chain(step), step.qty_production) >= 0:
        return True
    return bool(sql(
        "select 1 from x_millwright_effect e where e.x_order = any(%s) and e.x_operation = 'completeOperation'"
        " and e.x_key <> %s and (e.x_result::jsonb -> 'posted' ->> 'step')::int = %s"
        " and (e.x_result::jsonb -> 'posted' ->> 'final')::boolean"
        " and not exists (select 1 from x_millwright_effect r where r.x_original = e.x_key"
        " and (r.x_result::jsonb -> 'posted' ->> 'whole')::boolean) limit 1",
        chain_of(step.production_id.id).ids,
        but_for,
        step.id,
    ))


def set_over(step, over):
    set_all_over([(step, over)])


def set_all_over(standings):
    """Steps with whether each is over, all at once: Odoo goes through what may follow a step for each time one is written."""
    for over in (False, True):
        state = 'done' if over else 'progress'
        others = []
        for step, is_now in standings:
            if is_now == over and step.state != state:
                keep_rate(step, over)
                others.append(step.id)
        env['mrp.workorder'].browse(others).write({'state': state})


def seconds_of(time):
    """How long a time entry lasts; nothing while it goes on."""
    return int((time.date_end - time.date_start).total_seconds()) if time.date_end else 0
