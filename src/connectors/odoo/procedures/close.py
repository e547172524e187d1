# Closing: what was planned and did not happen is cancelled, nothing is made up, and the output gets its true cost.


def close_order(effect):
    chain = chain_of(effect['body']['order'])
    # Closed by a person in Odoo before: only the cost is left to be set right.
    orders = chain.filtered(is_open) or chain.filtered(is_closed)
    if not orders:
        open_orders(chain)
    before = standing(chain)
    for order in orders.filtered(is_open):
        if happened(order):
            close_one(order)
        else:
            for step in order.workorder_ids.filtered(is_planned):
                cancel_step(step)
            order.action_cancel()
    env.flush_all()
    # Also the members of the chain a person closed in Odoo: what the hub had booked there is still at provisional cost.
    closed = (orders | chain.filtered(has_our_postings)).filtered(is_closed)
    cost = true_up(closed) if closed else None
    for order in orders:
        if order.state not in ('done', 'cancel'):
            refuse('READBACK_DIFFERS', '%s is %s after it was closed' % (order.name, order.state))
    if cost:
        closed[0].message_post(body=cost_words(cost, closed[0]))
    return {
        'documents': documents_of(chain[0], env['stock.move']),
        'before': before,
        'after': {**standing(chain), **({'cost': cost} if cost else {})},
        'posted': {'orders': orders.ids},
    }


def is_closed(order):
    return order.state == 'done'


def has_our_postings(order):
    return bool((order.move_finished_ids | order.move_raw_ids).filtered(is_ours))


def is_ours(move):
    return move.additional and move.state == 'done'


def happened(order):
    """Whether anything at all was reported on the order."""
    return bool(
        (order.all_move_raw_ids | order.all_move_ids).filtered(is_done)
        or order.workorder_ids.time_ids
        or order.workorder_ids.filtered('qty_produced')
    )


def close_one(order):
    for step in order.workorder_ids:
        if step.state in ('done', 'cancel'):
            continue
        step.end_all()
        if step.qty_produced or step.time_ids:
            set_over(step, True)
        else:
            cancel_step(step)
    for step in order.workorder_ids:
        if not step.costs_hour:
            put(step, {'costs_hour': step.workcenter_id.costs_hour})
    rest = order.move_raw_ids.filtered(is_planned) | order.move_finished_ids.filtered(is_planned)
    if not order.move_finished_ids.filtered(is_done):
        # An order whose output moves are all cancelled counts as cancelled in Odoo, whatever it consumed.
        kept = planned_output(order)
        kept.move_line_ids.unlink()
        kept.write({'state': 'done', 'product_uom_qty': 0.0})
        rest -= kept
    rest.with_context(skip_mo_check=True)._action_cancel()
    # Not through the order's own write, which would redate the moves that are done.
    put(order, {'date_finished': datetime.datetime.now().replace(microsecond=0)})
    order.write({'priority': '0', 'is_locked': True, 'state': 'done'})


def cancel_step(step):
    """As Odoo's own cancelling of a work order, which asks for rights on analytic entries: without time there are none."""
    step.leave_id.unlink()
    step.end_all()
    step.write({'state': 'cancel'})


def is_planned(record):
    return record.state not in ('done', 'cancel')
