# Taking goods from where they lie, and posting moves that are done at once.
# A portion is a quantity in the unit of stock and the shelf it is taken from: (location, lot, package, owner), by id.


def shelf_of(record):
    return (record.location_id.id, record.lot_id.id or None, record.package_id.id or None, record.owner_id.id or None)


def shelves(product, source, lot):
    """What lies where, oldest first: shelf, quantity, reserved. Concurrent work leaves several rows per shelf: summed."""
    return [((row[0], row[1], row[2], row[3]), float(row[4]), float(row[5])) for row in sql(
        "select q.location_id, q.lot_id, q.package_id, q.owner_id, sum(q.quantity), sum(q.reserved_quantity)"
        " from stock_quant q join stock_location l on l.id = q.location_id where q.product_id = %s"
        " and l.parent_path like %s and q.lot_id is not distinct from %s"
        " group by 1, 2, 3, 4 having sum(q.quantity) > 0 order by min(q.in_date), 1, 2, 3, 4",
        product.id,
        source.parent_path + '%',
        lot.id or None,
    )]


def take(product, source, lot, needed, reserved_for, wave):
    """Portions that make up `needed`: own reservation first, then what is free, then what others reserved; and the
    reserved lines to be cut for it. Writes nothing, so that a shortage costs nothing: the effects of a wave share
    in `wave` what each has taken of a shelf and how much of that was reserved for it."""
    if not is_stocked(product):
        return [(needed, (source.id, lot.id or None, None, None))], []
    taken = wave.setdefault('taken', {})
    unreserved = wave.setdefault('unreserved', {})
    portions = []
    cuts = []
    asked = needed
    for line in reserved_for.move_line_ids if reserved_for else []:
        part = min(needed, reserved_by(line))
        if part > 0 and line.lot_id == lot and line.location_id.parent_path.startswith(source.parent_path):
            portions.append((part, shelf_of(line)))
            cuts.append((line, part))
            needed -= part
    if compared(product.uom_id, needed, 0) > 0:
        there = shelves(product, source, lot)
        cut = {}
        for part, shelf in portions:
            cut[shelf] = cut.get(shelf, 0.0) + part
        mine = dict(cut)
        for free_only in (True, False):
            for shelf, quantity, reserved in there:
                key = (product.id, shelf)
                left = quantity - taken.get(key, 0.0) - mine.get(shelf, 0.0)
                if free_only:
                    left -= reserved - unreserved.get(key, 0.0) - cut.get(shelf, 0.0)
                part = min(needed, left)
                if compared(product.uom_id, part, 0) > 0:
                    portions.append((part, shelf))
                    mine[shelf] = mine.get(shelf, 0.0) + part
                    needed -= part
    if compared(product.uom_id, needed, 0) > 0:
        what = product.display_name + (' lot ' + lot.name if lot else '')
        refuse('NEGATIVE_STOCK', '%s: %s of %s %s are missing at %s' % (
            what, decimal(needed), decimal(asked), product.uom_id.name, source.complete_name))
    for part, shelf in portions:
        taken[(product.id, shelf)] = taken.get((product.id, shelf), 0.0) + part
    for line, part in cuts:
        unreserved[(product.id, shelf_of(line))] = unreserved.get((product.id, shelf_of(line)), 0.0) + part
    return portions, cuts


def keep_reservation_within(move):
    """A planned move never reserves more than is still planned."""
    excess = move.product_uom._compute_quantity(reserved_for_move(move) - move.product_uom_qty, move.product_id.uom_id)
    for line in move.move_line_ids.sorted('id', reverse=True):
        if compared(move.product_id.uom_id, excess, 0) <= 0:
            return
        part = min(excess, reserved_by(line))
        excess -= part
        shrink(line, part)


def plan_less(taken):
    """Takes quantities (unit of stock) off planned moves, each in their order: pairs of moves and what is taken off them
    together."""
    off = {}
    for planned, less in taken:
        for move in planned:
            part = min(less, move.product_qty - off.get(move.id, 0.0))
            less -= part
            off[move.id] = off.get(move.id, 0.0) + part
    moves = env['stock.move'].browse(list(off))
    rests = []
    for move in moves:
        part = move.product_id.uom_id._compute_quantity(off[move.id], move.product_uom)
        rests.append(max(0.0, rounded(move.product_uom, move.product_uom_qty - part)))
    # What is reserved beyond the rest is given free here, not by Odoo, which would reserve anew at once.
    for move, rest in zip(moves, rests):
        put(move, {'product_uom_qty': rest})
    moves.modified(['product_uom_qty'])
    for move in moves:
        keep_reservation_within(move)
    moves._recompute_state()


def lines_from(portions, handed_over, product, target, more):
    """Move lines that take each portion from where it lies to `target`; the first ones are filled by `hand_over`."""
    lines = []
    for at, (part, (location, lot, package, owner)) in enumerate(portions):
        handed = to_be_handed_over(part) if at < handed_over else {}
        values = {'package_id': package, 'owner_id': owner, **handed, **more}
        lines.append(line_values(product, part, lot, location, target, values))
    return lines


def post(values, quantity):
    move = new_moves([values])
    # Odoo finds no name for a move of no transfer and no order, and cannot enter it in the ledger without.
    if not move.reference:
        put(move, {'reference': values['origin']})
    post_all(move, [quantity])
    return move


def check_booked(moves, quantities):
    """A difference between what was asked and what Odoo booked is a refusal and undoes the effect."""
    booked = dict(sql(
        "select m.id, sum(l.quantity_product_uom)::float from stock_move m join stock_move_line l on l.move_id = m.id"
        " where m.id = any(%s) and m.state = 'done' group by 1",
        moves.ids,
    ))
    for move, quantity in zip(moves, quantities):
        if abs(booked.get(move.id, 0.0) - quantity) > 1e-9 * max(1.0, abs(quantity)):
            refuse('READBACK_DIFFERS', 'Odoo booked %s instead of %s' % (decimal(booked.get(move.id, 0.0)), decimal(quantity)))


def documents_of(order, moves):
    found = [{'kind': 'mrp.production', 'id': order.id, 'label': order.name}]
    for move in moves:
        found.append({'kind': 'stock.move', 'id': move.id, 'label': move.reference or order.name})
        for lot in move.move_line_ids.lot_id:
            found.append({'kind': LOT, 'id': lot.id, 'label': lot.name})
    return found


def genealogy(orders):
    """Which used lots are in which made ones: every use that is not taken back, in every output that is not.
    Recomputed from what is booked, so that it does not depend on the order of the events."""
    net = (
        " and m.scrap_id is null and l.quantity_product_uom - coalesce((select sum(x.quantity_product_uom) from stock_move r"
        " join stock_move_line x on x.move_id = r.id where r.origin_returned_move_id = m.id and r.state = 'done'"
        " and x.lot_id is not distinct from l.lot_id), 0) > 0.000001"
    )
    lines = " from stock_move m join stock_move_line l on l.move_id = m.id where m.state = 'done' and "
    env.cr.execute(in_own_words(
        'with used as (select m.raw_material_production_id as owner, l.id' + lines + 'm.raw_material_production_id = any(%s)' + net + '),'
        ' made as (select m.production_id as owner, l.id' + lines + 'm.production_id = any(%s)' + net + '),'
        ' linked as (select made.id as made, used.id as used from made join used using (owner)),'
        ' gone as (delete from stock_move_line_consume_rel where consume_line_id in (select l.id' + lines + 'm.production_id = any(%s))'
        ' and (consume_line_id, produce_line_id) not in (select made, used from linked))'
        ' insert into stock_move_line_consume_rel (consume_line_id, produce_line_id)'
        ' select made, used from linked on conflict do nothing'),
        (orders.ids, orders.ids, orders.ids),
    )
    forget('stock.move.line', ['consume_line_ids', 'produce_line_ids'])
