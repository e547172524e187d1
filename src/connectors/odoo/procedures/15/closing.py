# What closing an order leaves behind from Odoo 15 on.


def kept_as_done(order):
    """An order whose output moves are all cancelled counts as cancelled in Odoo, whatever it consumed."""
    return env['stock.move'] if order.move_finished_ids.filtered(is_done) else planned_output(order)


def done_with_nothing(moves):
    moves.move_line_ids.unlink()
    moves.write({'state': 'done', 'product_uom_qty': 0.0})


def after_closing(_orders):
    pass
