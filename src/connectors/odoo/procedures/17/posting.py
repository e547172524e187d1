# Move lines and posting in Odoo 17: a line's one quantity is what is reserved, and what is done once it is done.


def moved_by(lines):
    """In the unit of stock."""
    return sum(lines.mapped('quantity_product_uom'))


def reserved_by(line):
    return line.quantity_product_uom


def reserved_for_move(move):
    """In the unit of the move."""
    return move.quantity


def line_values(product, part, lot, source, target, more):
    return (0, 0, {
        'product_id': product.id,
        'product_uom_id': product.uom_id.id,
        'quantity': part,
        'lot_id': lot or False,
        'location_id': source,
        'location_dest_id': target.id,
        'picked': True,
        **more,
    })


def to_be_handed_over(_part):
    return {'quantity': 0.0}


def hand_over(cuts, move, portions):
    """Gives a move that is about to be done what its order had reserved for it. The shelf keeps it reserved meanwhile:
    the lines were made with nothing on them, so that Odoo neither frees nor reserves anything in between."""
    for line, part in cuts:
        rest = max(0.0, line.quantity_product_uom - part)
        set_values(line, {'quantity': line.product_id.uom_id._compute_quantity(rest, line.product_uom_id)})
        if is_nothing(line.product_id.uom_id, rest):
            line.unlink()
    for line, (part, _shelf) in zip(move.move_line_ids.sorted('id'), portions[:len(cuts)]):
        set_values(line, {'quantity': part})


def shrink(line, part):
    rest = line.quantity_product_uom - part
    if compared(line.product_id.uom_id, rest, 0) <= 0:
        line.unlink()
    else:
        line.write({'quantity': line.product_id.uom_id._compute_quantity(rest, line.product_uom_id)})


def new_moves(values):
    for one in values:
        # Confirmed from the start: nothing is to be procured, merged or reserved for it.
        # Additional: a split of the order in Odoo must leave it alone.
        one.update({'state': 'confirmed', 'additional': True, 'picked': True})
    return env['stock.move'].create(values)


def post_all(moves, quantities):
    """Does the moves, and reads back that Odoo moved exactly these quantities (unit of stock). Odoo 17 makes a second
    move of what goes beyond the demand and a third of what stays below it: while it posts, the demand is what is done."""
    demands = moves.mapped('product_uom_qty')
    for move, quantity in zip(moves, quantities):
        set_values(move, {'product_uom_qty': move.product_id.uom_id._compute_quantity(quantity, move.product_uom, round=False)})
    moves._action_done()
    flush()
    check_booked(moves, quantities)
    for move, demand in zip(moves, demands):
        # What was planned of it: people see it as to be consumed, and sums over the plan rely on it. The quantity in the
        # unit of stock, by which Odoo reckons past stock, stays what is done.
        put(move, {'product_uom_qty': demand})
