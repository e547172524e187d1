# Closing: what was planned and did not happen is cancelled, nothing is made up, and the output gets its true cost.


def prepare_closing(effect, wave):
    chain = chain_of(effect['body']['order'])
    # Closed by a person in Odoo before: only the cost is left to be set right.
    orders = chain.filtered(is_open) or chain.filtered(is_closed) or open_orders(chain)
    return {'chain': chain, 'orders': orders, 'product': chain[0].product_id}


def close_orders(plans, wave):
    before = output_standings(plans)
    still_open = together(plans, 'orders').filtered(is_open)
    made = still_open.filtered(happened)
    close_all(made)
    for order in still_open - made:
        for step in order.workorder_ids.filtered(is_planned):
            cancel_step(step)
        order.action_cancel()
    flush()
    for plan in plans:
        # Also the members of the chain a person closed in Odoo: what the hub had booked there is still provisional.
        plan['closed'] = (plan['orders'] | plan['chain'].filtered(has_our_postings)).filtered(is_closed)
        for order in plan['orders']:
            if order.state not in ('done', 'cancel'):
                refuse('READBACK_DIFFERS', '%s is %s after it was closed' % (order.name, order.state))
    costs = true_up([plan['closed'] for plan in plans])
    notes = {}
    for plan, cost in zip(plans, costs):
        if cost:
            notes[plan['closed'][0].id] = cost_words(cost)
    if notes:
        env['mrp.production'].browse(list(notes))._message_log_batch(bodies=notes)
    after = output_standings(plans)
    results = []
    for plan, cost, was, now in zip(plans, costs, before, after):
        results.append({
            'documents': documents_of(plan['chain'][0], env['stock.move']),
            'before': was,
            'after': {**now, **({'cost': cost} if cost else {})},
            'posted': {'orders': plan['orders'].ids},
        })
    return results


def is_closed(order):
    return order.state == 'done'


def has_our_postings(order):
    return bool((order.move_finished_ids | order.move_raw_ids).filtered(is_ours))


def is_ours(move):
    return move.additional and move.state == 'done'


def happened(order):
    """Whether anything at all was reported on the order."""
    return bool(
        all_moves_of(order).filtered(is_done)
        or order.workorder_ids.time_ids
        or order.workorder_ids.filtered('qty_produced')
    )


def close_all(orders):
    for step in orders.workorder_ids:
        if step.state not in ('done', 'cancel'):
            step.end_all()
            if step.qty_produced or step.time_ids:
                set_over(step, True)
            else:
                cancel_step(step)
        keep_rate_at_closing(step)
    rest = orders.move_raw_ids.filtered(is_planned) | orders.move_finished_ids.filtered(is_planned)
    kept = env['stock.move']
    for order in orders:
        kept |= kept_as_done(order)
    done_with_nothing(kept)
    (rest - kept).with_context(skip_mo_check=True)._action_cancel()
    # Not through the order's own write, which would redate the moves that are done.
    put(orders, {'date_finished': datetime.datetime.now().replace(microsecond=0)})
    orders.write({'priority': '0', 'is_locked': True, 'state': 'done'})
    after_closing(orders)


def cancel_step(step):
    """As Odoo's own cancelling of a work order, which asks for rights on analytic entries: without time there are none."""
    step.leave_id.unlink()
    step.end_all()
    step.write({'state': 'cancel'})


def is_planned(record):
    return record.state not in ('done', 'cancel')
