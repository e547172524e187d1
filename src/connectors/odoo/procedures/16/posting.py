# Move lines in Odoo 16: as in 14, with other names for what is reserved.


def reserved_by(line):
    return line.reserved_qty


def to_be_handed_over(part):
    return {'reserved_uom_qty': part}


def hand_over(cuts, _move, _portions):
    """Gives a move that is about to be done what its order had reserved for it. Its lines were made with that reservation;
    the planned lines lose it past Odoo, so that the shelf keeps it reserved meanwhile."""
    for line, part in cuts:
        rest = max(0.0, line.reserved_qty - part)
        asked = line.product_id.uom_id._compute_quantity(rest, line.product_uom_id, round=False)
        line.with_context(bypass_reservation_update=True).write({'reserved_uom_qty': asked})
        if is_nothing(line.product_id.uom_id, rest):
            line.unlink()


def shrink(line, part):
    rest = line.reserved_qty - part
    if compared(line.product_id.uom_id, rest, 0) <= 0:
        line.unlink()
    else:
        line.write({'reserved_uom_qty': line.product_id.uom_id._compute_quantity(rest, line.product_uom_id, round=False)})
