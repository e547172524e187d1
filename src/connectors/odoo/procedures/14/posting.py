# Move lines and posting in Odoo 14: a line keeps apart what is reserved and what is done, a move has one quantity, which is
# planned while it is open and done once it is done.


def moved_by(lines):
    """In the unit of stock."""
    total = 0.0
    for line in lines:
        total += line.product_uom_id._compute_quantity(line.qty_done, line.product_id.uom_id, round=False)
    return total


def reserved_by(line):
    return line.product_qty


def reserved_for_move(move):
    """In the unit of the move."""
    return move.reserved_availability


def line_values(product, part, lot, source, target, more):
    return (0, 0, {
        'product_id': product.id,
        'product_uom_id': product.uom_id.id,
        'qty_done': part,
        'lot_id': lot or False,
        'location_id': source,
        'location_dest_id': target.id,
        **more,
    })


def to_be_handed_over(part):
    return {'product_uom_qty': part}


def hand_over(cuts, _move, _portions):
    """Gives a move that is about to be done what its order had reserved for it. Its lines were made with that reservation;
    the planned lines lose it past Odoo, so that the shelf keeps it reserved meanwhile."""
    for line, part in cuts:
        rest = max(0.0, line.product_qty - part)
        asked = line.product_id.uom_id._compute_quantity(rest, line.product_uom_id, round=False)
        line.with_context(bypass_reservation_update=True).write({'product_uom_qty': asked})
        if is_nothing(line.product_id.uom_id, rest):
            line.unlink()


def shrink(line, part):
    rest = line.product_qty - part
    if compared(line.product_id.uom_id, rest, 0) <= 0:
        line.unlink()
    else:
        line.write({'product_uom_qty': line.product_id.uom_id._compute_quantity(rest, line.product_uom_id, round=False)})


DEMANDS = {}


def new_moves(values):
    """Odoo 14 makes a second move of what goes beyond the demand and a third of what stays below it. So the demand is what
    is done, until it is done."""
    demands = []
    for one in values:
        unit = env['product.product'].browse(one['product_id']).uom_id
        done = sum([line[2]['qty_done'] for line in one['move_line_ids']])
        demands.append(one['product_uom_qty'])
        one.update({
            # Confirmed from the start: nothing is to be procured, merged or reserved for it.
            'state': 'confirmed',
            # A split of the order in Odoo must leave it alone.
            'additional': True,
            'product_uom_qty': unit._compute_quantity(done, env['uom.uom'].browse(one['product_uom']), round=False),
        })
    moves = env['stock.move'].create(values)
    for move, demand in zip(moves, demands):
        DEMANDS[move.id] = demand
    return moves


def post_all(moves, quantities):
    """Does the moves, and reads back that Odoo moved exactly these quantities (unit of stock)."""
    # A return is worth what its original was. Odoo 14 looks that up as the user, who may not: it is at hand before.
    moves.origin_returned_move_id.sudo().stock_valuation_layer_ids.mapped('unit_cost')
    moves._action_done()
    flush()
    check_booked(moves, quantities)
    for move in moves:
        # What was planned of it: people see it as to be consumed, and sums over the plan rely on it. The quantity in the
        # unit of stock, by which Odoo reckons past stock, stays what is done.
        put(move, {'product_uom_qty': DEMANDS[move.id]})
