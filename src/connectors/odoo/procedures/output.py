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
        if order.product_uom_id.compare(planned_output(order).product_uom_qty, 0) > 0:
            return order
    return candidates[-1]


def receive_output(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    order = order_for_output(chain)
    product = order.product_id
    planned = planned_output(order)
    before = standing(chain)
    quantity = amount(body['quantity'], planned.product_uom)
    in_stock = in_stock_unit(quantity, planned.product_uom, product)
    target = place(body['to']) if body.get('to') else planned.location_dest_id
    lines = []
    for lot, part in output_lots(product, body, in_stock):
        shelf = target._get_putaway_strategy(product, quantity=part)
        lines.append(move_line(product, part, lot, planned.location_id, shelf, {}))
    values = planned.copy_data(planned._prepare_move_split_vals(quantity))[0]
    values.update({
        'production_id': order.id,
        'location_dest_id': target.id,
        # Provisional: the item's cost of the day. Closing the order trues it up.
        'price_unit': product.with_company(order.company_id).standard_price,
        'move_line_ids': lines,
    })
    move = post(values, in_stock)
    output_follows(order)
    move._trigger_assign()
    return {
        'documents': documents_of(order, move),
        'before': before,
        'after': standing(chain),
        'posted': {'moves': move.ids},
    }


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
        portions += take(move.product_id, move.location_dest_id, lot, part)
    back = post(return_values(move, order, quantity, quantity, move.location_dest_id, move.location_id,
        lines_from(portions, move.product_id, move.location_id, {})), quantity)
    put(back, {'reference': order.name})
    output_follows(order)
    return {
        'documents': documents_of(order, back),
        'before': before,
        'after': standing(chain),
        'posted': {'moves': back.ids, 'quantity': quantity},
    }


def output_follows(order):
    """What people see of the order's progress, as a function of what is booked: never of the order of the events."""
    net = order.product_id.uom_id._compute_quantity(received(order), order.product_uom_id)
    planned = planned_output(order)
    still_to_come = max(0.0, order.product_uom_id.round(order.product_qty - net))
    if planned.product_uom.compare(planned.product_uom_qty, still_to_come):
        planned.write({'product_uom_qty': still_to_come})
    lots = net_lots(order)
    # Odoo names at most one lot per order; with several, the first by name, whichever came first.
    put(order, {'qty_producing': net})
    wanted = lots if order.product_tracking == 'serial' else lots[:1]
    if wanted != order.lot_producing_ids:
        order.write({'lot_producing_ids': [Command.set(wanted.ids)]})
    genealogy(order)
    order._compute_state()


def net_lots(order):
    rows = sql(
        "select l.lot_id from stock_move m join stock_move_line l on l.move_id = m.id join stock_lot t on t.id = l.lot_id"
        " where m.production_id = %s and m.product_id = %s and m.state = 'done' and m.scrap_id is null"
        " group by l.lot_id, t.name having sum(l.quantity_product_uom) - coalesce((select sum(x.quantity_product_uom)"
        " from stock_move f join stock_move r on r.origin_returned_move_id = f.id join stock_move_line x on x.move_id = r.id"
        " where f.production_id = %s and r.state = 'done' and x.lot_id = l.lot_id), 0) > 0.000001 order by t.name",
        order.id,
        order.product_id.id,
        order.id,
    )
    return env['stock.lot'].browse([row[0] for row in rows])
