def receive_output(effect):
    """Books finished goods as a finished move of the order, done at once; the order stays open until it is closed."""
    body = effect['body']
    chain = chain_of(body['order'])
    order = order_for_output(chain)
    product = order.product_id
    planned = planned_output(order)
    before = standing(chain)
    quantity = amount(body['quantity'], planned.product_uom)
    in_stock = in_stock_unit(quantity, planned.product_uom, product)
    target = place(body['to']) if body.get('to') else planned.location_dest_id
    lines = output_lots(product, body, in_stock)
    move = finished_move(order, planned, quantity, target, lines)
    move._action_done()
    output_follows(order)
    move._trigger_assign()
    env.flush_all()
    check_booked(move, in_stock)
    return {
        'documents': documents_of(order, move),
        'before': before,
        'after': standing(chain),
        'posted': {'moves': move.ids},
    }


def finished_move(order, planned, quantity, target, lines):
    product = order.product_id
    values = planned.copy_data(planned._prepare_move_split_vals(quantity))[0]
    values.update({
        'production_id': order.id,
        # Not a planned move: a split of the order in Odoo must leave it alone.
        'additional': True,
        'state': 'confirmed',
        'picked': True,
        'location_dest_id': target.id,
        # Provisional; closing the order trues it up.
        'price_unit': product.with_company(order.company_id).standard_price,
        'move_line_ids': [],
    })
    for lot, in_stock in lines:
        shelf = target._get_putaway_strategy(product, quantity=in_stock)
        values['move_line_ids'].append(move_line(order, product, in_stock, lot, planned.location_id, shelf))
    return env['stock.move'].create(values)


def move_line(order, product, in_stock, lot, source, target):
    return Command.create({
        'product_id': product.id,
        'product_uom_id': product.uom_id.id,
        'quantity': in_stock,
        'lot_id': lot.id,
        'location_id': source.id,
        'location_dest_id': target.id,
        'picked': True,
        'company_id': order.company_id.id,
    })


def output_follows(order):
    """What people see of the order's progress, as a function of what is booked: never of the order of the events."""
    env.flush_all()
    net = order.product_id.uom_id._compute_quantity(received(order), order.product_uom_id)
    planned = planned_output(order)
    open_quantity = max(0.0, order.product_uom_id.round(order.product_qty - net))
    if planned.product_uom.compare(planned.product_uom_qty, open_quantity):
        planned.write({'product_uom_qty': open_quantity})
    put(order, {'qty_producing': net})
    order._compute_state()


def check_booked(moves, quantity):
    """Reads back what Odoo booked; a difference is a refusal and undoes the effect."""
    booked = sql(
        "select coalesce(sum(l.quantity_product_uom), 0) from stock_move m join stock_move_line l on l.move_id = m.id"
        " where m.id = any(%s) and m.state = 'done'",
        moves.ids,
    )[0][0]
    if abs(booked - quantity) > 1e-9 * max(1.0, abs(quantity)):
        refuse('READBACK_DIFFERS', 'Odoo booked %s instead of %s' % (decimal(booked), decimal(quantity)))


def documents_of(order, moves):
    found = [{'kind': 'mrp.production', 'id': order.id, 'label': order.name}]
    for move in moves:
        found.append({'kind': 'stock.move', 'id': move.id, 'label': move.reference or order.name})
        for lot in move.move_line_ids.lot_id:
            found.append({'kind': 'stock.lot', 'id': lot.id, 'label': lot.name})
    return found
