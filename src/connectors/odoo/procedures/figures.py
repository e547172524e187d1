# Which entries make which value.


def output_of(chain, product):
    """Receipts of a product and what was taken back of them, as pairs of move and sign."""
    return sql(
        "select m.id, 1 from stock_move m where m.production_id = any(%s) and m.product_id = %s and m.state = 'done' and m.scrap_id is null"
        " union all select r.id, -1 from stock_move m join stock_move r on r.origin_returned_move_id = m.id"
        " where m.production_id = any(%s) and m.product_id = %s and r.state = 'done' and m.scrap_id is null",
        chain.ids, product.id, chain.ids, product.id,
    )


def uses_of_product(chain, product):
    of = '' if product is None else ' and m.product_id = %d' % product.id
    return sql(
        'select m.id, 1 from stock_move m join stock_location d on d.id = m.location_dest_id'
        " where m.raw_material_production_id = any(%s) and m.state = 'done' and d.usage <> 'inventory'" + of +
        ' union all select r.id, -1 from stock_move m join stock_move r on r.origin_returned_move_id = m.id'
        ' join stock_location d on d.id = m.location_dest_id'
        " where m.raw_material_production_id = any(%s) and r.state = 'done' and d.usage <> 'inventory'" + of,
        chain.ids, chain.ids,
    )


def scraps_of_product(chain, product):
    return sql(
        "select m.id, 1 from stock_move m join stock_scrap s on s.id = m.scrap_id where s.production_id = any(%s)"
        " and m.product_id = %s and m.state = 'done' union all select r.id, -1 from stock_move m"
        ' join stock_scrap s on s.id = m.scrap_id join stock_move r on r.origin_returned_move_id = m.id'
        " where s.production_id = any(%s) and m.product_id = %s and r.state = 'done'",
        chain.ids, product.id, chain.ids, product.id,
    )


def moved_along(moves):
    """What the moves themselves say, beside what their lines do."""
    total = 0.0
    for move, sign in moves:
        one = env['stock.move'].browse(move)
        total += sign * one.product_uom._compute_quantity(done_by(one), one.product_id.uom_id, round=False)
    return total


def quantity_account(chain, product, moves, value, history):
    return account(chain[0], 'quantity', unit_id(product.uom_id), decimal(value), quantity_entries(moves, history), [], [])


def produced(chain, wish, history):
    """What people read in Odoo is the order's own field, which Odoo does not derive from its moves."""
    product = chain[0].product_id
    told = quantity_account(chain, product, output_of(chain, product), 0.0, history)
    value = 0.0
    net = net_output(chain)
    for order in chain.filtered(is_counted):
        shown = stocked(order, order.qty_producing)
        value += shown
        told['entries'] += typed_entries(order, product, shown - net[order.id], history)
    return {**told, 'value': decimal(value)}


def stocked(order, quantity):
    return order.product_uom_id._compute_quantity(quantity, order.product_id.uom_id, round=False)


def typed_entries(order, product, beyond, history):
    """What an order shows beyond its receipts: somebody typed it. A receipt, or its reversal, sets it right again."""
    steps = []
    typed = 0.0
    before = 0.0
    for mark in history.get(('mrp.production', order.id), []):
        if 'shown' not in mark['left']:
            continue
        found = float((mark['was'] or {}).get('shown') or before)
        standing = typed
        typed += found - before
        left = 0.0 if mark['operation'] in ('receiveOutput', 'reverseOutput') else typed
        if not is_nothing(product.uom_id, typed - standing) or not is_nothing(product.uom_id, left - typed):
            steps.append(step(mark, decimal(stocked(order, typed)),
                decimal(stocked(order, left))))
        typed = left
        before = float(mark['left']['shown'])
    if not steps and is_nothing(product.uom_id, beyond):
        return []
    touched = touch(order.write_uid.id, order.write_date)
    return [entry('mrp.production', order.id, order.name, decimal(beyond), order.write_date, touched, touched, steps)]


def used(chain, wish, history):
    product = item_named(wish['item'])
    moves = uses_of_product(chain, product)
    return quantity_account(chain, product, moves, moved_along(moves), history)


def byproduct(chain, wish, history):
    product = item_named(wish['item'])
    moves = output_of(chain, product)
    return quantity_account(chain, product, moves, moved_along(moves), history)


def scrapped_of(chain, wish, history):
    product = item_named(wish['item']) if wish.get('item') else chain[0].product_id
    moves = scraps_of_product(chain, product)
    value = moved_along([(move, sign) for move, sign in moves if sign < 0])
    for scrap in env['stock.scrap'].search([
        ('production_id', 'in', chain.ids), ('product_id', '=', product.id), ('state', '=', 'done')]):
        value += scrap.product_uom_id._compute_quantity(scrap.scrap_qty, product.uom_id, round=False)
    return quantity_account(chain, product, moves, value, history)


def on_hand_of_lot(chain, wish, _history):
    """What lies in the plant's own warehouses of a lot, and every line by which it came or went."""
    product = item_named(wish['item']) if wish.get('item') else chain[0].product_id
    lot = env[LOT].search([('product_id', '=', product.id), ('name', '=', wish['lot'])], limit=1)
    if not lot:
        refuse('UNKNOWN_LOT', 'Odoo has no lot %s of %s' % (wish['lot'], product.display_name))
    own = own_places(warehouses_beside(chain[0], wish['warehouses']))
    places = sql(
        'select l.complete_name, sum(q.quantity) from stock_quant q join stock_location l on l.id = q.location_id'
        ' where q.lot_id = %s and q.location_id = any(%s) group by 1 order by 1',
        lot.id, own,
    )
    moves = env['stock.move'].browse([row[0] for row in sql(
        "select distinct l.move_id from stock_move_line l where l.lot_id = %s and l.state = 'done'", lot.id)])
    history = history_of(orders_behind(moves).ids)
    crossing = dict([(row[0], row[1:]) for row in sql(
        'select l.id, l.location_id = any(%s), l.location_dest_id = any(%s) from stock_move_line l where l.lot_id = %s',
        own, own, lot.id,
    )])
    entries = []
    for row in lines_in(moves.ids):
        leaves, comes = crossing.get(row[1], (False, False))
        entries += [line_entry(row, -1, history)] if leaves else []
        entries += [line_entry(row, 1, history)] if comes else []
    total = 0.0
    shown = []
    for place, quantity in places:
        total += float(quantity)
        shown.append({'place': place, 'amount': decimal(float(quantity))})
    return account(lot, 'quantity', unit_id(product.uom_id), decimal(total), entries, [], shown)


def warehouses_beside(order, plants):
    """The warehouses of the order's plant: where one Odoo keeps several, the others are none of its business."""
    plant = plants.get(order.picking_type_id.warehouse_id.code)
    found = []
    for code in plants:
        if plants[code] == plant:
            found.append(code)
    return found


def own_places(warehouses):
    """Storage locations of the plant's warehouses; of all where one Odoo has one plant."""
    return [row[0] for row in sql(
        "select l.id from stock_location l where l.usage = 'internal' and (cardinality(%s::text[]) = 0 or exists (select 1"
        ' from stock_warehouse w join stock_location v on v.id = w.view_location_id'
        " where w.code = any(%s::text[]) and l.parent_path like v.parent_path || '%%'))",
        warehouses, warehouses,
    )]


def orders_behind(moves):
    orders = groups_of(moves) | moves.production_id | moves.raw_material_production_id
    origins = moves.origin_returned_move_id
    orders |= origins.production_id | origins.raw_material_production_id
    orders |= scraps_of(moves | origins).production_id
    return with_backorders(orders)


def steps_named(chain, operation):
    """Work orders of an operation along the chain; also those beside the routing, by name."""
    steps = env['mrp.workorder']
    for order in chain:
        for one in order.workorder_ids:
            if operation == one.name or not is_beside(one) and operation == operation_name(one):
                steps |= one
    if not steps:
        refuse('UNKNOWN_OPERATION', '%s has no operation %s' % (chain[0].name, operation))
    return steps


def completed(chain, wish, history):
    steps = steps_named(chain, wish['operation'])
    entries = []
    value = 0.0
    for one in steps:
        value += one.qty_produced
        seen = []
        known = '0'
        for mark in history.get(('mrp.workorder', one.id), []):
            was = (mark['was'] or {}).get('good') or '0'
            if was != known or was != mark['left']['good']:
                seen.append(step(mark, was, mark['left']['good']))
            known = mark['left']['good']
        entries.append(entry('mrp.workorder', one.id, one.name, decimal(one.qty_produced), one.write_date,
            touch(one.create_uid.id, one.create_date), touch(one.write_uid.id, one.write_date), seen))
    return account(steps[0], 'quantity', unit_id(steps[0].product_uom_id), decimal(value), entries, [], [])


def as_minutes(_step, minutes, _seconds):
    return minutes


def time_spent(chain, wish, history):
    steps = steps_named(chain, wish['operation'])
    entries = time_entries(steps, history, as_minutes)
    value = sum(steps.mapped('duration'))
    left = micro(decimal(value)) - summed(entries)
    running = steps.time_ids.filtered(goes_on)
    if left and running:
        entries.append({**computed(running[0], 'RUNNING', decimal(left / 1000000.0)), **made_and_changed(running[0])})
    return account(steps[0], 'minutes', '', decimal(value), entries, [], [])


def goes_on(time):
    return not time.date_end


def priced_time(one, minutes, seconds):
    return spent(one, minutes, seconds) * rate_of(one)


def cost_entries(chain, history):
    orders = chain.filtered(is_counted)
    entries = of_kind('material', value_entries(uses_of_product(orders, None), history))
    for order in orders:
        for one in order.workorder_ids:
            parts = [] if is_estimated(one) else time_entries(one, history, priced_time)
            for part in parts:
                part['price'] = decimal(rate_of(one))
            left = micro(decimal(cost_of(one))) - summed(parts)
            # Odoo counts time that overlaps once; a microcent is what its floats leave.
            if abs(left) > len(parts):
                parts.append(computed(one, 'ESTIMATED' if is_estimated(one) else 'OVERLAP', decimal(left / 1000000.0)))
            entries += of_kind('labour' if is_labour(one) else 'machine', parts)
        extra = order.extra_cost * received(order)
        if extra:
            entries += of_kind('extra', [{**computed(order, 'EXTRA', decimal(extra)), **made_and_changed(order)}])
    return entries


def of_kind(kind, entries):
    """Says of each part of a cost what it is for."""
    said = []
    for one in entries:
        said.append({**one, 'cost': kind})
    return said


def worth_entries(chain, history):
    orders = chain.filtered(is_counted)
    moves = []
    for product in orders.move_finished_ids.product_id:
        moves += output_of(orders, product)
    return value_entries(moves, history)


def in_cents(chain, value, entries):
    """Odoo shows money to the cent; what that takes away or adds is a part as well, never more than that."""
    left = micro(value) - summed(entries)
    if left and abs(left) <= 5000 + len(entries):
        entries.append(computed(chain[0], 'ROUNDING', decimal(left / 1000000.0)))
    return account(chain[0], 'money', chain[0].company_id.currency_id.name, value, entries, [], [])


def cost(chain, wish, history):
    return in_cents(chain, cost_so_far(chain)['total'], cost_entries(chain, history))


def worth(chain, wish, history):
    return in_cents(chain, cost_so_far(chain)['output'], worth_entries(chain, history))


def in_production(chain, wish, history):
    facts = cost_so_far(chain)
    entries = cost_entries(chain, history)
    for one in worth_entries(chain, history):
        entries.append(negated(one))
    if micro(facts['variance']):
        entries.append(computed(chain[0], 'VARIANCE', decimal(-float(facts['variance']))))
    return in_cents(chain, facts['workInProgress'], entries)


def negated(one):
    steps = []
    for seen in one['steps']:
        steps.append({**seen, 'was': seen['was'] and signed(seen['was'], -1), 'left': signed(seen['left'], -1)})
    return {**one, 'amount': signed(one['amount'], -1), 'steps': steps}
