# What comes beside what the order makes. The share of the cost stands with the planned move, once for all of it.


def planned_byproducts(order, product):
    found = env['stock.move']
    for move in order.move_finished_ids:
        if move.product_id == product and move.state not in ('done', 'cancel') and not move.additional:
            found |= move
    return found


def receive_byproduct(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    product = item_named(body['item'])
    if product == chain[0].product_id:
        refuse('UNKNOWN_ITEM', product.display_name + ' is what the order makes, not a by-product of it')
    order = order_for_byproduct(chain, product)
    planned = planned_byproducts(order, product)
    unit = planned[:1].product_uom or product.uom_id
    quantity = amount(body['quantity'], unit)
    in_stock = in_stock_unit(quantity, unit, product)
    target = place(body['to']) if body.get('to') else (planned[:1].location_dest_id or order.location_dest_id)
    before = byproduct_standing(chain, product)
    plan = {'product': product, 'lots': output_lots(product, body, in_stock, {})}
    lots = lots_for([plan])
    lines = []
    for name, part in plan['lots']:
        lot = lots[(product.id, name)].id if name is not None else False
        shelf = shelf_for(target, product, part)
        lines.append(line_values(product, part, lot, order.production_location_id.id, shelf, {}))
    if planned:
        values = planned[0].copy_data(planned[0]._prepare_move_split_vals(quantity))[0]
    else:
        values = order._get_move_finished_values(product.id, quantity, unit.id)
    values.update({
        'production_id': order.id,
        'location_dest_id': target.id,
        **with_share(0.0 if planned or has_share(order, product) else float(body.get('costShare') or 0)),
        # Provisional, as for the goods themselves.
        'price_unit': product.with_company(order.company_id).standard_price,
        'move_line_ids': lines,
    })
    move = post(values, in_stock)
    byproduct_follows(order, product)
    genealogy(order)
    move._trigger_assign()
    return {
        'documents': documents_of(order, move),
        'before': before,
        'after': byproduct_standing(chain, product),
        'posted': {'moves': move.ids},
    }


def order_for_byproduct(chain, product):
    """The first open order that still expects it, else the last open one that plans it, else the last open one."""
    candidates = open_orders(chain)
    having = candidates[-1]
    for order in candidates:
        planned = planned_byproducts(order, product)
        if planned and compared(planned[0].product_uom, sum(planned.mapped('product_uom_qty')), 0) > 0:
            return order
        if planned:
            having = order
    return having


def has_share(order, product):
    for move in order.move_finished_ids:
        if move.product_id == product and share_of(move):
            return True
    return False


def reverse_byproduct(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'receiveByproduct', chain)
    move = env['stock.move'].browse(original['moves'])
    order = move.production_id
    if not is_open(order):
        refuse('ORDER_CLOSED', order.name + ' is closed in Odoo')
    before = byproduct_standing(chain, move.product_id)
    quantity = taken_back(body, move)
    portions = []
    for lot, part in left_of(move, body.get('serials'), quantity):
        portions += take(move.product_id, move.location_dest_id, lot, part, None, {})[0]
    back = post(return_values(move, order, quantity, move.location_dest_id, move.location_id,
        lines_from(portions, 0, move.product_id, move.location_id, {})), quantity)
    byproduct_follows(order, move.product_id)
    genealogy(order)
    return {
        'documents': documents_of(order, back),
        'before': before,
        'after': byproduct_standing(chain, move.product_id),
        'posted': {'moves': back.ids, 'quantity': quantity},
    }


def byproduct_follows(order, product):
    """The planned rest, as a function of what is booked; it is cancelled when the order is closed."""
    net = net_byproducts(order).get(product.id, 0.0)
    for move in planned_byproducts(order, product):
        expected = expected_of(move, order)
        if expected is None:
            return
        rest = max(0.0, rounded(move.product_uom, expected - product.uom_id._compute_quantity(net, move.product_uom)))
        net = max(0.0, net - move.product_uom._compute_quantity(expected, product.uom_id))
        if compared(move.product_uom, move.product_uom_qty, rest):
            move.move_line_ids.unlink()
            set_values(move, {'product_uom_qty': rest})
            move._recompute_state()


def expected_of(move, order):
    """What the recipe expects of a planned by-product for the whole order, in the move's unit; nothing where no recipe does."""
    line = move.byproduct_id
    if not line:
        return None
    batches = order.product_uom_id._compute_quantity(order.product_qty, line.bom_id.product_uom_id, round=False) / line.bom_id.product_qty
    return rounded(move.product_uom, line.product_uom_id._compute_quantity(line.product_qty * batches, move.product_uom, round=False))


def net_byproducts(orders):
    """Per product, in the unit of stock: what came, less what was taken back."""
    return dict([(product, float(quantity)) for product, quantity in sql(
        "select m.product_id, sum(l.quantity_product_uom) - coalesce(sum((select sum(x.quantity_product_uom)"
        "   from stock_move r join stock_move_line x on x.move_id = r.id where r.origin_returned_move_id = m.id"
        "   and r.state = 'done' and x.lot_id is not distinct from l.lot_id)), 0)"
        " from stock_move m join mrp_production p on p.id = m.production_id join stock_move_line l on l.move_id = m.id"
        " where m.production_id = any(%s) and m.product_id <> p.product_id and m.state = 'done' and m.scrap_id is null"
        " group by 1",
        orders.ids,
    )])


def shares_of_byproducts(orders):
    """Products with their share of the cost, of which some came. Along a chain each order plans the share anew."""
    found = []
    for product, net in net_byproducts(orders).items():
        share = 0.0
        for order in orders:
            moves = order.move_finished_ids.filtered_domain([('product_id', '=', product)])
            share = max(share, sum([share_of(move) for move in moves]))
        if net > 0.000001 and share:
            found.append((env['product.product'].browse(product), share))
    return found


def byproduct_facts(chain):
    facts = {}
    net = net_byproducts(chain)
    for order in chain:
        for move in order.move_finished_ids:
            product = move.product_id
            if product == order.product_id or (move.additional and move.state != 'done'):
                continue
            if product.id not in facts:
                facts[product.id] = {
                    'product': product.id,
                    'code': product.default_code or None,
                    'name': product.name,
                    'tracking': product.tracking,
                    'unit': unit_id(product.uom_id),
                    'expected': 0.0,
                    'received': decimal(net.get(product.id, 0.0)),
                    'costShare': 0.0,
                }
            said = facts[product.id]
            if not move.additional:
                expected = expected_of(move, order)
                said['expected'] += move.product_uom._compute_quantity(
                    move.product_uom_qty if expected is None else expected, product.uom_id)
            said['costShare'] = max(said['costShare'], share_of(move))
    for said in facts.values():
        said['expected'] = decimal(said['expected'])
        said['costShare'] = decimal(said['costShare'])
    return list(facts.values())


def byproduct_standing(chain, product):
    flush()
    return {
        'states': chain.mapped('state'),
        'item': product.default_code or product.name,
        'received': decimal(net_byproducts(chain).get(product.id, 0.0)),
        'onHand': decimal(on_hand(product)[product.id]),
    }


def note_yield(effect):
    """Odoo has no yield of a batch: the order carries it as a note."""
    body = effect['body']
    chain = chain_of(body['order'])
    order = open_orders(chain)[-1]
    words = 'Batch %s%s: in %s, out %s, lost %s (%s)' % (
        body['batch'], ' ' + body['step'] if body.get('step') else '',
        body['input']['value'], body['output']['value'], body['loss']['value'], effect['message'])
    order._message_log_batch(bodies={order.id: words})
    return yield_result(chain, order)


def withdraw_yield(effect):
    chain = chain_of(effect['body']['order'])
    order = open_orders(chain)[-1]
    original_of(effect, 'noteYield', chain)
    order._message_log_batch(bodies={order.id: 'The yield of a batch was taken back (%s)' % effect['message']})
    return yield_result(chain, order)


def yield_result(chain, order):
    standing = {'states': chain.mapped('state')}
    return {'documents': documents_of(order, env['stock.move']), 'before': standing, 'after': standing, 'posted': {'order': order.id}}
