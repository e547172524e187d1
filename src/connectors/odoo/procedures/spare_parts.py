# Spare parts of maintenance orders, as a storekeeper would book them by hand. What lies ready for an order is one transfer
# from the storeroom to where work uses things up; what was used is moved at once, from what lay ready first; what comes
# back is a return of the move that took it.

TRANSFERS = 'stock.picking'
ENDED = ('done', 'cancel')
# Days up to which the books are closed, by what each version calls them.
CLOSED_UNTIL = ('fiscalyear_lock_date', 'period_lock_date', 'hard_lock_date')


def name_of(body):
    return 'parts of %s/%s' % (body['plant'], body['order'])


def part_named(body):
    product = env['product.product'].search([('default_code', '=', body['part'])], limit=2)
    if len(product) != 1:
        refuse('UNKNOWN_PART', 'Odoo has %s product %s' % ('more than one' if product else 'no', body['part']))
    return product


def storeroom_of(body):
    if body.get('storeroom'):
        return place(body['storeroom'])
    domain = [('code', '=', body['warehouse'])] if body.get('warehouse') else [('company_id', '=', env.company.id)]
    return env['stock.warehouse'].search(domain, limit=1).lot_stock_id


def warehouse_of(location):
    return env['stock.warehouse'].search([('view_location_id', 'parent_of', location.id)], limit=1)


def used_up_at(product):
    """Where Odoo's own repairs let their parts go."""
    return product.with_company(env.company).property_stock_production


def named(product):
    """Until 18 a move has a name of its own."""
    return {'name': product.display_name} if 'name' in env['stock.move']._fields else {}


def transfer_of(body):
    """What stands open for an order; nothing where nothing lies ready, or somebody has ended it."""
    found = sql(
        "select distinct (x_result::json -> 'posted' ->> 'transfer')::int from x_millwright_effect where x_original = %s"
        " and x_result::json -> 'posted' ->> 'transfer' is not null",
        name_of(body),
    )
    return env[TRANSFERS].search([('id', 'in', [row[0] for row in found]), ('state', 'not in', ENDED)], limit=1)


def move_for(transfer, product):
    if not transfer:
        return env['stock.move']
    return env['stock.move'].search(
        [('picking_id', '=', transfer.id), ('product_id', '=', product.id), ('state', 'not in', ENDED)], limit=1)


def reserve(effect):
    body = effect['body']
    product = part_named(body)
    source = storeroom_of(body)
    wanted = amount(body['quantity'], product.uom_id)
    transfer = transfer_of(body)
    before = part_standing(body, product, source, transfer)
    move = move_for(transfer, product)
    if move and move.location_id != source:
        move._action_cancel()
        move = env['stock.move']
    if move:
        # Not by `write`: Odoo 14 logs that in the transfer, and refuses whoever has no mail address.
        set_values(move, {'product_uom_qty': wanted})
        keep_reservation_within(move)
        move._recompute_state()
    else:
        transfer = transfer if transfer and transfer.state not in ENDED else new_transfer(body, product, source)
        env['stock.move'].create({
            'product_id': product.id,
            'product_uom': product.uom_id.id,
            'product_uom_qty': wanted,
            'company_id': env.company.id,
            'picking_id': transfer.id,
            'picking_type_id': transfer.picking_type_id.id,
            'location_id': source.id,
            'location_dest_id': used_up_at(product).id,
            'origin': body['label'],
            **named(product),
        })
    transfer.action_confirm()
    transfer.action_assign()
    return part_result(body, product, source, before, transfer, env['stock.move'], {})


def new_transfer(body, product, source):
    return env[TRANSFERS].create({
        'picking_type_id': warehouse_of(source).int_type_id.id,
        'location_id': source.id,
        'location_dest_id': used_up_at(product).id,
        'company_id': env.company.id,
        'origin': body['label'],
    })


def release(effect):
    body = effect['body']
    product = part_named(body)
    source = storeroom_of(body)
    transfer = transfer_of(body)
    before = part_standing(body, product, source, transfer)
    move_for(transfer, product)._action_cancel()
    return part_result(body, product, source, before, transfer, env['stock.move'], {})


def consume(effect):
    body = effect['body']
    product = part_named(body)
    source = storeroom_of(body)
    target = used_up_at(product)
    transfer = transfer_of(body)
    before = part_standing(body, product, source, transfer)
    quantity = amount(body['quantity'], product.uom_id)
    lot = known_lot(product, body.get('lot'), quantity)
    planned = move_for(transfer, product)
    portions, cuts = take(product, source, lot, quantity, planned, {})
    move = new_moves([{
        'product_id': product.id,
        'product_uom': product.uom_id.id,
        'product_uom_qty': quantity,
        'company_id': env.company.id,
        'location_id': source.id,
        'location_dest_id': target.id,
        'origin': body['label'],
        **named(product),
        'move_line_ids': lines_from(portions, len(cuts), product, target, {}),
    }])
    hand_over(cuts, move, portions)
    if planned:
        plan_less([(planned, quantity)])
        if is_nothing(product.uom_id, planned.product_uom_qty):
            planned._action_cancel()
    post_all(move, [quantity])
    put(move, {'reference': body['label']})
    book_on(move, effect['occurred'])
    return part_result(body, product, source, before, transfer, move, worth_of(move))


def book_on(move, occurred):
    """On the day it happened; where the books are closed until then, on the day it is booked: they do not change behind."""
    closed = [env.company[name].isoformat() for name in CLOSED_UNTIL if name in env.company._fields and env.company[name]]
    if occurred < stamp(move.date).replace('T', ' ')[:19] and (not closed or occurred[:10] > max(closed)):
        put(move, {'date': occurred})
        put(move.move_line_ids, {'date': occurred})


def worth_of(moves):
    """At cost price when it was used, as Odoo values the move."""
    flush()
    value = sql('select sum(' + MOVE_VALUE + ') from stock_move m where m.id = any(%s)', moves.ids)[0][0]
    return {
        'value': decimal(abs(float(value or 0.0))),
        'currency': env.company.currency_id.name,
        'bookedOn': stamp(moves[0].date),
    }


def give_back(effect):
    body = effect['body']
    product = part_named(body)
    source = storeroom_of(body)
    transfer = transfer_of(body)
    before = part_standing(body, product, source, transfer)
    lots = [body['lot']] if body.get('lot') else None
    left = amount(body['quantity'], product.uom_id)
    back = env['stock.move']
    for move in used_by(body, product):
        part = min(left, still_used(move, lots))
        if compared(product.uom_id, part, 0) > 0:
            back |= put_back(move, part, lots, body)
            left -= part
    put(back, {'reference': body['label']})
    if compared(product.uom_id, left, 0) > 0:
        refuse('OVER_REVERSAL', '%s has not used so much of %s: %s too much' % (body['label'], product.display_name, decimal(left)))
    return part_result(body, product, source, before, transfer, back, worth_of(back))


def used_by(body, product):
    """What took the part for an order, the last first."""
    return env['stock.move'].browse([row[0] for row in sql(
        "select (x_result::json -> 'posted' ->> 'move')::int from x_millwright_effect where x_original = %s"
        " and x_operation = 'consume' and (x_result::json -> 'posted' ->> 'product')::int = %s order by id desc",
        name_of(body),
        product.id,
    )]).exists()


def still_used(move, lots):
    back = returned_so_far(move)
    left = 0.0
    for lot in move.move_line_ids.lot_id or [env[LOT]]:
        if not lots or lot.name in lots:
            for line in move.move_line_ids:
                if line.lot_id == lot:
                    left += moved_by(line)
            left -= back.get(lot.id, 0.0)
    return left


def put_back(move, part, lots, body):
    return post({
        'product_id': move.product_id.id,
        'product_uom': move.product_id.uom_id.id,
        'product_uom_qty': part,
        'company_id': env.company.id,
        'location_id': move.location_dest_id.id,
        'location_dest_id': move.location_id.id,
        'origin_returned_move_id': move.id,
        'origin': body['label'],
        'to_refund': False,
        **named(move.product_id),
        'move_line_ids': lines_back(move, left_of(move, lots, part)),
    }, part)


def part_result(body, product, source, before, transfer, moves, more):
    documents = []
    for one in transfer:
        documents.append({'kind': TRANSFERS, 'id': one.id, 'label': one.name})
    for move in moves:
        documents.append({'kind': 'stock.move', 'id': move.id, 'label': move.reference or body['label']})
    return {
        'documents': documents,
        'before': before,
        'after': {**part_standing(body, product, source, transfer), **more},
        'posted': {'transfer': transfer.id or None, 'move': moves[:1].id or None, 'product': product.id},
    }


def part_standing(body, product, source, transfer):
    """How a part stands: in its storeroom, for the order, and for whoever buys."""
    flush()
    move = move_for(transfer, product)
    short, surplus, lost, bought = need_of(body, product, warehouse_of(source))
    return {
        'item': body['part'],
        'unit': unit_id(product.uom_id),
        'onHand': decimal(float(sql(
            'select coalesce(sum(q.quantity), 0) from stock_quant q join stock_location l on l.id = q.location_id'
            ' where q.product_id = %s and l.parent_path like %s', product.id, source.parent_path + '%')[0][0])),
        'setAside': decimal(reserved_for_move(move) if move else 0.0),
        'wanted': decimal(move.product_uom_qty if move else 0.0),
        'short': decimal(short),
        'lost': decimal(lost),
        'surplus': decimal(surplus),
        'bought': decimal(bought),
    }
