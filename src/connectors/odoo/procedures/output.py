# Finished goods: what came is a finished move of its own; what is still to come stays one planned move.


def planned_output(order):
    """The finished move that stands for what is still to come; it keeps the order open, at worst with nothing left."""
    for move in order.move_finished_ids:
        if move.product_id == order.product_id and move.state not in ('done', 'cancel') and not move.additional:
            return move
    refuse('ORDER_CLOSED', order.name + ' expects no more output in Odoo')


def order_for_output(chain):
    """Where output goes: the first open order that still expects some, else the last open one."""
    candidates = open_orders(chain)
    for order in candidates:
        if compared(order.product_uom_id, planned_output(order).product_uom_qty, 0) > 0:
            return order
    return candidates[-1]


def prepare_receipt(effect, wave):
    body = effect['body']
    chain = chain_of(body['order'])
    order = order_for_output(chain)
    planned = planned_output(order)
    quantity = amount(body['quantity'], planned.product_uom)
    in_stock = in_stock_unit(quantity, planned.product_uom, order.product_id)
    return {
        'chain': chain,
        'order': order,
        'product': order.product_id,
        'planned': planned,
        'quantity': quantity,
        'in_stock': in_stock,
        'target': place(body['to']) if body.get('to') else planned.location_dest_id,
        'lots': output_lots(order.product_id, body, in_stock, wave),
    }


def receive_outputs(plans, wave):
    before = output_standings(plans)
    lots = lots_for(plans)
    moves = new_moves(receipts_values(plans, lots))
    post_all(moves, [plan['in_stock'] for plan in plans])
    output_follows(together(plans, 'order'))
    moves._trigger_assign()
    after = output_standings(plans)
    results = []
    for plan, move, was, now in zip(plans, moves, before, after):
        results.append({
            'documents': documents_of(plan['order'], move),
            'before': was,
            'after': now,
            'posted': {'moves': move.ids},
        })
    return results


def receipts_values(plans, lots):
    found = []
    for plan in plans:
        product, planned, target = plan['product'], plan['planned'], plan['target']
        lines = []
        for name, part in plan['lots']:
            shelf = shelf_for(target, product, part)
            lot = lots[(product.id, name)].id if name is not None else False
            lines.append(line_values(product, part, lot, planned.location_id.id, shelf, {}))
        values = planned.copy_data(planned._prepare_move_split_vals(plan['quantity']))[0]
        values.update({
            'production_id': plan['order'].id,
            'location_dest_id': target.id,
            # Provisional: the item's cost of the day. Closing the order trues it up.
            'price_unit': product.with_company(plan['order'].company_id).standard_price,
            'move_line_ids': lines,
        })
        found.append(values)
    return found


def output_standings(plans):
    """What a person compares before and after a posting, for each plan of a wave."""
    flush()
    net = net_output(together(plans, 'chain'))
    stock = on_hand(together(plans, 'product'))
    found = []
    for plan in plans:
        found.append({
            'states': plan['chain'].mapped('state'),
            'received': decimal(sum_over(plan['chain'], net)),
            'onHand': decimal(stock[plan['product'].id]),
        })
    return found


def standing(chain):
    return output_standings([{'chain': chain, 'product': chain[0].product_id}])[0]


def reverse_output(effect):
    """Goods go back from stock into production, as a return of the move that brought them."""
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'receiveOutput', chain)
    move = env['stock.move'].browse(original['moves'])
    order = move.production_id
    if not is_open(order):
        refuse('ORDER_CLOSED', order.name + ' is closed in Odoo')
    before = standing(chain)
    quantity = taken_back(body, move)
    portions = []
    for lot, part in left_of(move, body.get('serials'), quantity):
        portions += take(move.product_id, move.location_dest_id, lot, part, None, {})[0]
    back = post(return_values(move, order, quantity, move.location_dest_id, move.location_id,
        lines_from(portions, 0, move.product_id, move.location_id, {})), quantity)
    output_follows(order)
    return {
        'documents': documents_of(order, back),
        'before': before,
        'after': standing(chain),
        'posted': {'moves': back.ids, 'quantity': quantity},
    }


def output_follows(orders):
    """What people see of the orders' progress, as a function of what is booked: never of the order of the events.
    All is read before anything is written: what is written in between would have Odoo read every order anew."""
    net = net_output(orders)
    made = {}
    expected = []
    for order in orders:
        made[order.id] = order.product_id.uom_id._compute_quantity(net[order.id], order.product_uom_id)
        planned = planned_output(order)
        still_to_come = max(0.0, rounded(order.product_uom_id, order.product_qty - made[order.id]))
        if compared(planned.product_uom, planned.product_uom_qty, still_to_come):
            expected.append((planned, still_to_come))
    others = lots_to_name(orders)
    plan_output(expected)
    for order in orders:
        put(order, {'qty_producing': made[order.id]})
    for ids, lots in others:
        name_lots(env['mrp.production'].browse(ids), lots)
    genealogy(orders)
    # The state of an order follows its moves and operations by itself, but not its progress, which was put.
    behind = []
    for order in orders:
        if not order.workorder_ids or order.state == 'confirmed' or not net[order.id]:
            behind.append(order.id)
    env['mrp.production'].browse(behind)._compute_state()


def plan_output(expected):
    """Each planned move is what is still to come."""
    planned = env['stock.move'].browse([move.id for move, _quantity in expected])
    # Odoo fills in what it expects to come; nothing is reserved by that.
    planned.move_line_ids.unlink()
    for move, quantity in expected:
        put(move, {'product_uom_qty': quantity})
    planned.modified(['product_uom_qty'])
    planned._recompute_state()


def lots_to_name(orders):
    """The orders that are to name other lots than they do, those together that name the same ones."""
    lots = net_lots(orders)
    others = {}
    for order in orders:
        wanted = lots_for_name(order, lots.get(order.id, []))
        if set(wanted) != set(lots_named(order)):
            others.setdefault(tuple(wanted), []).append(order.id)
    return [(ids, list(wanted)) for wanted, ids in others.items()]


def net_lots(orders):
    """Per order, the lots of which some output stands, by name."""
    found = {}
    for order, lot in sql(
        "select m.production_id, l.lot_id from stock_move m join mrp_production p on p.id = m.production_id"
        " join stock_move_line l on l.move_id = m.id join stock_lot t on t.id = l.lot_id"
        " where m.production_id = any(%s) and m.product_id = p.product_id and m.state = 'done' and m.scrap_id is null"
        " group by m.production_id, l.lot_id, t.name having sum(l.quantity_product_uom) - coalesce((select"
        " sum(x.quantity_product_uom) from stock_move f join stock_move r on r.origin_returned_move_id = f.id"
        " join stock_move_line x on x.move_id = r.id where f.production_id = m.production_id and f.scrap_id is null"
        " and r.state = 'done' and x.lot_id = l.lot_id), 0) > 0.000001 order by 1, t.name",
        orders.ids,
    ):
        found.setdefault(order, []).append(lot)
    return found
