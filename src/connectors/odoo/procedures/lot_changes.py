# Goods that change their lots stay what and where they are: they go out of stock into production under the old lots, and
# come back under the new ones with the same value. Neither is use nor output of the order; the lines are linked, so that
# Odoo's traceability goes from each new lot to all it comes from. What is lost is a scrap document.


def change_lots(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    order = open_orders(chain)[-1]
    product = item_named(body['item']) if body.get('item') else order.product_id
    if product.tracking != 'lot':
        refuse('LOT_REQUIRED', product.display_name + ' is not kept by lot')
    source = order.location_dest_id if product == order.product_id else order.location_src_id
    before = scrap_standing(chain, product)
    loss = amount(body['loss'], product.uom_id) if body.get('loss') else 0.0
    outs = env['stock.move']
    parents = env[LOT]
    scraps = env['stock.scrap']
    for part in body['from']:
        lot = known_lot(product, part['lot'], None)
        parents |= lot
        quantity = amount(part['quantity'], product.uom_id)
        if loss and compared(product.uom_id, quantity, loss) >= 0:
            scraps = lost_of(order, product, source, lot, loss)
            quantity -= loss
            loss = 0.0
        if compared(product.uom_id, quantity, 0) > 0:
            portions = take(product, source, lot, quantity, None, {})[0]
            lines = lines_from(portions, 0, product, order.production_location_id, {})
            outs |= post(change_values(order, product, quantity, source, order.production_location_id, lines), quantity)
    came = 0.0
    ins = env['stock.move']
    worth = worth_of(outs)
    total = moved_by(outs.move_line_ids)
    for part in body['into']:
        quantity = amount(part['quantity'], product.uom_id)
        lot = lot_named(product, part['lot']) or lot_like(parents, product, part['lot'])
        lines = [line_values(product, quantity, lot.id, order.production_location_id.id, source, {})]
        values = change_values(order, product, quantity, order.production_location_id, source, lines)
        values['price_unit'] = worth / total if total else 0.0
        ins |= post(values, quantity)
        came += quantity
    if compared(product.uom_id, came, total):
        refuse('SUM_DIFFERS', '%s came out of %s' % (decimal(came), decimal(total)))
    link_lines(ins, outs)
    return {
        'documents': documents_of(order, outs | ins | moves_of(scraps)),
        'before': before,
        'after': scrap_standing(chain, product),
        'posted': {'moves': (outs | ins).ids},
    }


def change_values(order, product, quantity, source, target, lines):
    return {
        'product_id': product.id,
        'product_uom': product.uom_id.id,
        'product_uom_qty': quantity,
        'company_id': order.company_id.id,
        'location_id': source.id,
        'location_dest_id': target.id,
        'origin': order.name,
        **belonging_to(order),
        'move_line_ids': lines,
    }


def lost_of(order, product, source, lot, loss):
    scraps = env['stock.scrap']
    for part, (shelf, _lot, package, owner) in take(product, source, lot, loss, None, {})[0]:
        scraps |= scrapped(order, env['mrp.workorder'], product, product.uom_id, part, lot, shelf, package, owner, 'lost when its lot was changed')
    return scraps


def lot_like(parents, product, name):
    """A new lot that is as old as the oldest it comes from, where Odoo keeps dates of lots."""
    values = {'product_id': product.id, 'name': name}
    for field in ('expiration_date', 'use_date', 'removal_date', 'alert_date'):
        if field in parents._fields:
            dates = [date for date in parents.mapped(field) if date]
            if dates:
                values[field] = min(dates)
    return new_lots([values])


def link_lines(made, used):
    flush()
    env.cr.execute(
        'insert into stock_move_line_consume_rel (consume_line_id, produce_line_id)'
        ' select m.id, u.id from stock_move_line m, stock_move_line u where m.move_id = any(%s) and u.move_id = any(%s)'
        ' on conflict do nothing',
        (made.ids, used.ids),
    )
    forget('stock.move.line', ['consume_line_ids', 'produce_line_ids'])
