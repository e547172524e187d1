# What closing an order leaves behind in Odoo 14.


def kept_as_done(order):
    """An order whose component moves are all cancelled counts as cancelled in Odoo 14, whatever it made."""
    return env['stock.move'] if order.move_raw_ids.filtered(is_done) else order.move_raw_ids.filtered(is_planned)[:1]


def done_with_nothing(moves):
    demands = moves.mapped('product_uom_qty')
    moves.move_line_ids.unlink()
    moves.write({'state': 'done', 'product_uom_qty': 0.0})
    flush()
    for move, demand in zip(moves, demands):
        # See `post_all`: what was planned stays to be seen.
        put(move, {'product_uom_qty': demand})


def after_closing(orders):
    """The analytic entries of work centres, which Odoo 14 makes when it marks an order done."""
    for order in orders:
        order._costs_generate()
