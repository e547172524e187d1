# Taking goods from where they lie, and posting moves that are done at once.
# A portion is (quantity in the unit of stock, location, lot, package, owner).


def cut_reservation(moves, source, lot, needed):
    """Portions the order itself had reserved; what it takes is no longer reserved."""
    portions = []
    for move in moves:
        for line in move.move_line_ids.filtered(has_quantity):
            fits = line.location_id._child_of(source) and (not lot or line.lot_id == lot)
            part = min(needed, line.quantity_product_uom)
            if not fits or move.product_id.uom_id.compare(part, 0) <= 0:
                continue
            portions.append((part, line.location_id, line.lot_id, line.package_id, line.owner_id))
            needed -= part
            shrink(line, part)
    return portions


def has_quantity(line):
    return line.quantity_product_uom > 0


def shrink(line, part):
    rest = line.quantity_product_uom - part
    if line.product_id.uom_id.compare(rest, 0) <= 0:
        line.unlink()
    else:
        line.write({'quantity': line.product_id.uom_id._compute_quantity(rest, line.product_uom_id)})


def keep_reservation_within(move):
    """A planned move never reserves more than is still planned."""
    excess = move.product_uom._compute_quantity(move.quantity - move.product_uom_qty, move.product_id.uom_id)
    for line in move.move_line_ids.sorted('id', reverse=True):
        if move.product_id.uom_id.compare(excess, 0) <= 0:
            return
        part = min(excess, line.quantity_product_uom)
        excess -= part
        shrink(line, part)


def take(product, source, lot, needed, reserved_for=None):
    """Portions that make up `needed`: own reservation first, then what is free, then what others reserved."""
    if not product.is_storable:
        return [(needed, source, lot, env['stock.package'], env['res.partner'])]
    portions = cut_reservation(reserved_for, source, lot, needed) if reserved_for else []
    for portion in portions:
        needed -= portion[0]
    quants = env['stock.quant'].search(
        [('product_id', '=', product.id), ('location_id', 'child_of', source.id), ('lot_id', '=', lot.id or False),
         ('quantity', '>', 0)],
        order='in_date, id',
    ) if product.uom_id.compare(needed, 0) > 0 else []
    left = {}
    for quant in quants:
        left[quant.id] = quant.quantity
        for portion in portions:
            if (portion[1], portion[2], portion[3], portion[4]) == (quant.location_id, quant.lot_id, quant.package_id, quant.owner_id):
                left[quant.id] -= portion[0]
    for free_only in (True, False):
        for quant in quants:
            part = min(needed, left[quant.id] - (quant.reserved_quantity if free_only else 0))
            if product.uom_id.compare(part, 0) > 0:
                portions.append((part, quant.location_id, quant.lot_id, quant.package_id, quant.owner_id))
                left[quant.id] -= part
                needed -= part
    if product.uom_id.compare(needed, 0) > 0:
        what = product.display_name + (' lot ' + lot.name if lot else '')
        refuse('NEGATIVE_STOCK', '%s is short of %s %s at %s' % (what, decimal(needed), product.uom_id.name, source.complete_name))
    return portions


def lines_from(portions, product, target, more):
    """Move lines that take each portion from where it lies to `target`."""
    lines = []
    for part, source, lot, package, owner in portions:
        lines.append(move_line(product, part, lot, source, target, {'package_id': package.id, 'owner_id': owner.id, **more}))
    return lines


def move_line(product, part, lot, source, target, more):
    return Command.create({
        'product_id': product.id,
        'product_uom_id': product.uom_id.id,
        'quantity': part,
        'lot_id': lot.id,
        'location_id': source.id,
        'location_dest_id': target.id,
        'picked': True,
        **more,
    })


def post(values, quantity):
    """Creates a move that is done at once, and reads back that Odoo moved exactly `quantity` (unit of stock)."""
    # Confirmed from the start: nothing is to be procured, merged or reserved for it.
    # Additional: a split of the order in Odoo must leave it alone.
    values.update({'state': 'confirmed', 'additional': True, 'picked': True})
    move = env['stock.move'].create(values)
    move._action_done()
    env.flush_all()
    check_booked(move, quantity)
    return move


def check_booked(move, quantity):
    """A difference between what was asked and what Odoo booked is a refusal and undoes the effect."""
    booked = sql(
        "select coalesce(sum(l.quantity_product_uom), 0) from stock_move m join stock_move_line l on l.move_id = m.id"
        " where m.id = %s and m.state = 'done'",
        move.id,
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


def genealogy(order):
    """Which used lots are in which made ones: every use that is not taken back, in every output that is not.
    Recomputed from what is booked, so that it does not depend on the order of the events."""
    net = (
        " l.quantity_product_uom - coalesce((select sum(x.quantity_product_uom) from stock_move r"
        " join stock_move_line x on x.move_id = r.id where r.origin_returned_move_id = m.id and r.state = 'done'"
        " and x.lot_id is not distinct from l.lot_id), 0) > 0.000001"
    )
    lines = "select l.id from stock_move m join stock_move_line l on l.move_id = m.id where m.state = 'done' and "
    env.cr.execute(
        'with used as (' + lines + 'm.raw_material_production_id = %s and m.scrap_id is null and' + net + '),'
        ' made as (' + lines + 'm.production_id = %s and m.scrap_id is null and' + net + '),'
        ' gone as (delete from stock_move_line_consume_rel where consume_line_id in (' + lines + 'm.production_id = %s)'
        ' and not (consume_line_id in (select id from made) and produce_line_id in (select id from used)))'
        ' insert into stock_move_line_consume_rel (consume_line_id, produce_line_id)'
        ' select made.id, used.id from made, used on conflict do nothing',
        (order.id, order.id, order.id),
    )
    env['stock.move.line'].invalidate_model(['consume_line_ids', 'produce_line_ids'])
