# What a scrap document is in Odoo 18: goods that have no lot yet may be scrapped without one.


def scrap_without_lot(scrap):
    """As Odoo's own `do_scrap`, for goods in process that have no lot yet: Odoo asks for one where the operation type
    of the order is on the move."""
    move = env['stock.move'].create({**scrap._prepare_move_values(), 'picking_type_id': False})
    move.with_context(is_scrap=True)._action_done()
    scrap.write({
        'name': env['ir.sequence'].next_by_code('stock.scrap') or scrap.name,
        'state': 'done',
        'date_done': datetime.datetime.now().replace(microsecond=0),
    })


def post_without_lot(scrap, values, quantity):
    """A return of it: Odoo asks for the lot of all but scrap, so that it is one while it is posted."""
    back = post({**values, 'scrap_id': scrap.scrap_id.id}, quantity)
    put(back, {'scrap_id': None})
    return back
