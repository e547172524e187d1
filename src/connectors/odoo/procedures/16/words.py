# What Odoo 16 says otherwise than 15.

LOT = 'stock.lot'
# Odoo is not to count a quantity of its own beside the one that was reported.
BY_HAND = {'manual_consumption': True}
SQL_WORDS = [
    ('production_group_id', 'procurement_group_id'),
    ('s.id = m.scrap_id', 's.move_id = m.id'),
    ('m.scrap_id is null', 'not coalesce(m.scrapped, false)'),
    ('f.scrap_id is null', 'not coalesce(f.scrapped, false)'),
    ('l.quantity_product_uom', in_stock_sql('l', 'product_uom_id', 'qty_done')),
    ('x.quantity_product_uom', in_stock_sql('x', 'product_uom_id', 'qty_done')),
    # The demand of a move, also of one that is done: see `post_all`.
    ('m.product_qty', in_stock_sql('m', 'product_uom', 'product_uom_qty')),
    ('b.product_qty', in_stock_sql('b', 'product_uom', 'product_uom_qty')),
]


def flush():
    env.flush_all()


def forget(model, names):
    env[model].invalidate_model(names, flush=False)


def name_lots(orders, lots):
    """Written by the order itself, it would be the lot of everything that came already."""
    set_values(orders, {'lot_producing_id': lots[0] if lots else False})
