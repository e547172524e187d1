# What a scrap document is in Odoo 14: it has one move, which knows only by its target that it is scrap.


def moves_of(scraps):
    return scraps.move_id


def scraps_of(moves):
    return moves.scrap_ids


def scrap_without_lot(scrap):
    """Odoo 14 lets no tracked goods move without a lot, also none in process that have none yet: they get one of their
    own, named as the scrap document; pieces with serial numbers one each."""
    product = scrap.product_id
    scrap.write({'name': env['ir.sequence'].next_by_code('stock.scrap') or scrap.name})
    quantity = in_stock_unit(scrap.scrap_qty, scrap.product_uom_id, product)
    parts = [(scrap.name, quantity)]
    if product.tracking == 'serial':
        parts = []
        for at in range(int(quantity)):
            parts.append(('%s-%d' % (scrap.name, at + 1), 1.0))
    values = scrap._prepare_move_values()
    values['move_line_ids'] = []
    for name, part in parts:
        lot = new_lot(product, name).id
        values['move_line_ids'].append(line_values(product, part, lot, scrap.location_id.id, scrap.scrap_location_id, {}))
    move = env['stock.move'].create(values)
    move.with_context(is_scrap=True)._action_done()
    scrap.write({**knowing_its_move(move), 'state': 'done', 'date_done': datetime.datetime.now().replace(microsecond=0)})


def knowing_its_move(move):
    return {'move_id': move.id}


def post_without_lot(_scrap, values, quantity):
    """In Odoo 14 nothing of it is without one."""
    return post(values, quantity)
