# Scrap is Odoo's own scrap document: of goods in process, of goods received, or of a component on the shelf.


def record_scrap(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    order = open_orders(chain)[-1]
    product = item_named(body['item']) if body.get('item') else order.product_id
    step = step_for_work(chain, body['operation']) if body.get('operation') else env['mrp.workorder']
    order = step.production_id or order
    before = scrap_standing(chain, product)
    reason = body.get('reason') or 'scrap'
    if product == order.product_id and step:
        quantity = amount(body['quantity'], step.product_uom_id)
        lot = env[LOT]
        if body.get('lot') and product.tracking != 'none':
            lot = lot_named(product, body['lot']) or new_lot(product, body['lot'])
        add_good(step, -quantity)
        scraps = scrap_in_process(step, quantity, lot, reason)
        set_over(step, is_over(step, ''))
    else:
        scraps = scrap_on_shelf(order, step, product, body, reason)
    genealogy(order)
    return {
        'documents': documents_of(order, moves_of(scraps)) + [
            {'kind': 'stock.scrap', 'id': scrap.id, 'label': scrap.name} for scrap in scraps
        ],
        'before': before,
        'after': scrap_standing(chain, product),
        'posted': {'moves': moves_of(scraps).ids, 'step': step.id if product == order.product_id else False},
    }


def scrap_in_process(step, quantity, lot, reason):
    """Goods that never reach stock: from production to scrap. Their cost stays in the order and is borne by the good
    ones, since their components are used all the same."""
    order = step.production_id
    return scrapped(order, step, order.product_id, step.product_uom_id, quantity, lot, order.production_location_id.id,
        None, None, reason)


def scrap_on_shelf(order, step, product, body, reason):
    """Goods in stock; what they were worth leaves with them."""
    unit = env.ref(body['quantity']['unit'], False) or product.uom_id
    quantity = in_stock_unit(amount(body['quantity'], unit), unit, product) if are_alike(unit, product.uom_id) \
        else amount(body['quantity'], product.uom_id)
    source = order.location_dest_id if product == order.product_id else order.location_src_id
    scraps = env['stock.scrap']
    lot = known_lot(product, body.get('lot'), quantity)
    for part, (shelf, _lot, package, owner) in take(product, source, lot, quantity, None, {})[0]:
        scraps |= scrapped(order, step, product, product.uom_id, part, lot, shelf, package, owner, reason)
    return scraps


def scrapped(order, step, product, unit, quantity, lot, source, package, owner, reason):
    scrap = env['stock.scrap'].create({
        'product_id': product.id,
        'product_uom_id': unit.id,
        'scrap_qty': quantity,
        'lot_id': lot.id,
        'package_id': package,
        'owner_id': owner,
        'company_id': order.company_id.id,
        'production_id': order.id,
        'workorder_id': step.id,
        'location_id': source,
        'origin': order.name + ': ' + reason,
    })
    if product.tracking != 'none' and not lot:
        scrap_without_lot(scrap)
    else:
        scrap.do_scrap()
    flush()
    check_booked(moves_of(scrap), [in_stock_unit(quantity, unit, product)])
    return scrap


def reverse_scrap(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'recordScrap', chain)
    moves = env['stock.move'].browse(original['moves'])
    order = scraps_of(moves).production_id
    if not is_open(order):
        refuse('ORDER_CLOSED', order.name + ' is closed in Odoo')
    before = scrap_standing(chain, moves.product_id)
    left = body.get('quantity') and amount(body['quantity'], moves.product_id.uom_id)
    back = env['stock.move']
    for move in moves:
        open_part = moved_by(move.move_line_ids) - sum(returned_so_far(move).values())
        part = open_part if left is None else min(left, open_part)
        if compared(move.product_id.uom_id, part, 0) > 0:
            back |= unscrap(move, order, part)
            left = None if left is None else left - part
    if not back or left and compared(moves.product_id.uom_id, left, 0) > 0:
        refuse('OVER_REVERSAL', 'Less than that is left of the scrap')
    quantity = moved_by(back.move_line_ids)
    step = env['mrp.workorder'].browse(original['step'] or [])
    if step:
        add_good(step, moves.product_id.uom_id._compute_quantity(quantity, step.product_uom_id))
        set_over(step, is_over(step, ''))
    return {
        'documents': documents_of(order, back),
        'before': before,
        'after': scrap_standing(chain, moves.product_id),
        'posted': {'moves': back.ids, 'quantity': quantity},
    }


def unscrap(move, order, quantity):
    """A return of the scrap's own move: from scrap to where it was taken; all that is left when no quantity is given."""
    quantity = taken_back({}, move) if quantity is None else quantity
    values = return_values(move, order, quantity, move.location_dest_id, move.location_id,
        lines_back(move, left_of(move, None, quantity)))
    back = post_without_lot(move, values, quantity) if has_no_lot(move) else post(values, quantity)
    put(back, {'reference': move.reference})
    return back


def has_no_lot(move):
    return move.product_id.tracking != 'none' and not move.move_line_ids.lot_id


def scrap_standing(chain, product):
    flush()
    return {
        'states': chain.mapped('state'),
        'received': decimal(received(chain)),
        'item': product.default_code or product.name,
        'onHand': decimal(on_hand(product)[product.id]),
        'scrapped': decimal(sql(
            "select coalesce(sum(l.quantity_product_uom), 0) - coalesce(sum((select sum(x.quantity_product_uom)"
            " from stock_move r join stock_move_line x on x.move_id = r.id where r.origin_returned_move_id = m.id"
            " and r.state = 'done')), 0) from stock_move m join stock_scrap s on s.id = m.scrap_id"
            " join stock_move_line l on l.move_id = m.id"
            " where s.production_id = any(%s) and m.product_id = %s and m.state = 'done'",
            chain.ids,
            product.id,
        )[0][0]),
    }
