# Move lines and posting in Odoo 19: a line's one quantity is what is reserved, and what is done once it is done.


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
    """Does the moves, and reads back that Odoo moved exactly these quantities (unit of stock)."""
    moves._action_done()
    flush()
    check_booked(moves, quantities)
