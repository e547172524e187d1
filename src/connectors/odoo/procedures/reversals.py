# A reversal is a return of the very move that booked the original; nothing booked is edited.


def original_of(effect, operation, chain):
    """What the original effect posted."""
    rows = sql(
        "select x_operation, x_order, x_result::jsonb -> 'posted' from x_millwright_effect where x_key = %s",
        effect['body']['original'],
    )
    if not rows:
        refuse('UNKNOWN_ORIGINAL', 'What is to be taken back was never booked in Odoo')
    if rows[0][0] != operation or rows[0][1] not in chain.ids:
        refuse('UNKNOWN_ORIGINAL', 'What is to be taken back was booked as something else or on another order')
    return rows[0][2]


def returned_so_far(move):
    """Per lot, what earlier reversals took back."""
    back = {}
    for line in move.returned_move_ids.filtered(is_done).move_line_ids:
        back[line.lot_id.id] = back.get(line.lot_id.id, 0.0) + moved_by(line)
    return back


def is_done(move):
    return move.state == 'done'


def taken_back(body, move):
    """How much a reversal takes back, in the unit of stock: what is left of the original when it does not say."""
    unit = move.product_id.uom_id
    left = moved_by(move.move_line_ids) - sum(returned_so_far(move).values())
    if body.get('serials') and not body.get('quantity'):
        quantity = float(len(body['serials']))
    else:
        quantity = amount(body['quantity'], unit) if body.get('quantity') else rounded(unit, left)
    if compared(unit, quantity, left) > 0 or compared(unit, quantity, 0) <= 0:
        refuse('OVER_REVERSAL', '%s cannot be taken back: %s is left of the original' % (decimal(quantity), decimal(left)))
    return quantity


def left_of(move, serials, quantity):
    """Lot and part of each lot that a reversal of `quantity` takes, from what earlier reversals left."""
    back = returned_so_far(move)
    parts = []
    for lot in move.move_line_ids.lot_id or [env[LOT]]:
        if serials and lot.name not in serials:
            continue
        booked = 0.0
        for line in move.move_line_ids:
            if line.lot_id == lot:
                booked += moved_by(line)
        part = min(quantity, booked - back.get(lot.id, 0.0))
        if compared(move.product_id.uom_id, part, 0) > 0:
            parts.append((lot, part))
            quantity -= part
    if compared(move.product_id.uom_id, quantity, 0) > 0:
        refuse('OVER_REVERSAL', 'These serial numbers are not left of the original')
    return parts


def lines_back(move, parts):
    """Lines that put each lot's part back on the shelves it was taken from."""
    lines = []
    for lot, part in parts:
        for line in move.move_line_ids:
            share = min(part, moved_by(line)) if line.lot_id == lot else 0.0
            if compared(move.product_id.uom_id, share, 0) > 0:
                lines.append(line_values(move.product_id, share, lot.id, line.location_dest_id.id, line.location_id, {}))
                part -= share
    return lines


def return_values(move, order, demand, source, target, lines):
    return {
        'product_id': move.product_id.id,
        'product_uom': move.product_id.uom_id.id,
        # Less than what comes back where the plan had not asked for all of it: see `plan_follows`.
        'product_uom_qty': demand,
        'company_id': order.company_id.id,
        'location_id': source.id,
        'location_dest_id': target.id,
        'origin_returned_move_id': move.id,
        'origin': order.name,
        **belonging_to(order),
        'to_refund': False,
        'move_line_ids': lines,
    }
