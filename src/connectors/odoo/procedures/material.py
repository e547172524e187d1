# Component use. Per item of an order: needed = demand of its raw moves - demand of their returns (what a return gives
# back to the plan); used = done raw moves - their returns; the planned rest is always max(0, needed - used).


def planned_use(order, product, operation):
    """Open planned raw moves of the item, those of the operation first."""
    wanted = []
    others = []
    for move in order.move_raw_ids:
        if move.product_id == product and move.state not in ('done', 'cancel') and not move.additional:
            if operation and move.workorder_id and operation in (operation_name(move.workorder_id), move.workorder_id.name):
                wanted.append(move)
            else:
                others.append(move)
    found = env['stock.move']
    for move in wanted + others:
        found |= move
    return found


def order_for_use(chain, product):
    """The first open order that still plans the item, else the last open one that has it, else the last open one."""
    candidates = open_orders(chain)
    having = candidates[-1]
    for order in candidates:
        planned = planned_use(order, product, None)
        if product.uom_id.compare(sum(planned.mapped('product_qty')), 0) > 0:
            return order
        if planned:
            having = order
    return having


def issue_material(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    product = item_named(body['item'])
    order = order_for_use(chain, product)
    planned = planned_use(order, product, body.get('operation'))
    step = steps_of(chain, body['operation'])[0] if body.get('operation') else planned[:1].workorder_id
    unit = planned[:1].product_uom or product.uom_id
    before = use_standing(chain, product)
    quantity = amount(body['quantity'], unit)
    in_stock = in_stock_unit(quantity, unit, product)
    source = place(body['from']) if body.get('from') else (planned[:1].location_id or order.location_src_id)
    lot = known_lot(product, body.get('lot'), in_stock)
    portions = take(product, source, lot, in_stock, planned)
    from_plan = min(in_stock, sum(planned.mapped('product_qty')))
    demand = product.uom_id._compute_quantity(from_plan, unit)
    if planned:
        values = planned[0].copy_data(planned[0]._prepare_move_split_vals(demand))[0]
    else:
        values = order._get_move_raw_values(product, 0, unit)
    plan_less(planned, from_plan)
    values.update({
        'raw_material_production_id': order.id,
        'workorder_id': step.id if step.production_id == order else False,
        'location_id': source.id,
        'manual_consumption': True,
        'move_line_ids': lines_from(portions, product, order.production_location_id, {'production_id': order.id}),
    })
    move = post(values, in_stock)
    use_follows(order)
    return {
        'documents': documents_of(order, move),
        'before': before,
        'after': use_standing(chain, product),
        'posted': {'moves': move.ids},
    }


def plan_less(planned, less):
    """Takes a quantity (unit of stock) off the plan, in its order."""
    for move in planned:
        part = min(less, move.product_qty)
        less -= part
        rest = move.product_uom.round(move.product_uom_qty - move.product_id.uom_id._compute_quantity(part, move.product_uom))
        # What is reserved beyond the rest is given free here, not by Odoo, which would reserve anew at once.
        move.with_context(do_not_unreserve=True, no_procurement=True).write({'product_uom_qty': max(0.0, rest)})
        keep_reservation_within(move)
        move._recompute_state()


def return_material(effect):
    """Unused material goes back to where it came from, as a return of the move that issued it."""
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'issueMaterial', chain)
    move = env['stock.move'].browse(original['moves'])
    order = move.raw_material_production_id
    if not is_open(order):
        refuse('ORDER_CLOSED', order.name + ' is closed in Odoo')
    product = move.product_id
    before = use_standing(chain, product)
    quantity = taken_back(body, move)
    planned = planned_use(order, product, None)
    needed, used = need_and_use(order, product)
    rest = sum(planned.mapped('product_qty'))
    given_back = max(0.0, max(0.0, needed - (used - quantity)) - rest) if planned else 0.0
    lines = []
    for lot, part in left_of(move, body.get('serials'), quantity):
        for line in move.move_line_ids:
            share = min(part, line.quantity_product_uom) if line.lot_id == lot else 0.0
            if product.uom_id.compare(share, 0) > 0:
                lines.append(move_line(product, share, lot, line.location_dest_id, line.location_id, {}))
                part -= share
    back = post(return_values(move, order, given_back, quantity, move.location_dest_id, move.location_id, lines), quantity)
    put(back, {'reference': order.name})
    if planned and given_back:
        more = product.uom_id._compute_quantity(given_back, planned[0].product_uom)
        planned[0].with_context(no_procurement=True).write({'product_uom_qty': planned[0].product_uom_qty + more})
    use_follows(order)
    back._trigger_assign()
    return {
        'documents': documents_of(order, back),
        'before': before,
        'after': use_standing(chain, product),
        'posted': {'moves': back.ids, 'quantity': quantity},
    }


def use_follows(order):
    genealogy(order)
    order._compute_state()


def need_and_use(orders, product):
    return sql(
        "select coalesce(sum(m.product_qty), 0) - coalesce(sum(r.given_back), 0),"
        " coalesce(sum(l.used), 0) - coalesce(sum(r.returned), 0)"
        " from stock_move m join stock_location d on d.id = m.location_dest_id"
        " left join lateral (select sum(quantity_product_uom) as used from stock_move_line"
        "   where move_id = m.id and m.state = 'done') l on true"
        " left join lateral (select sum(b.product_qty) as given_back, sum((select sum(x.quantity_product_uom)"
        "   from stock_move_line x where x.move_id = b.id)) as returned"
        "   from stock_move b where b.origin_returned_move_id = m.id and b.state = 'done') r on true"
        " where m.raw_material_production_id = any(%s) and m.product_id = %s and d.usage <> 'inventory'",
        orders.ids,
        product.id,
    )[0]


def use_standing(chain, product):
    env.flush_all()
    needed, used = need_and_use(chain, product)
    return {
        'states': chain.mapped('state'),
        'item': product.default_code or product.name,
        'required': decimal(needed),
        'consumed': decimal(used),
        'onHand': decimal(on_hand(product)),
    }
