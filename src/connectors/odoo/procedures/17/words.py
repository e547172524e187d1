# What Odoo 17 says otherwise than 16.

PLANNED_START = 'date_start'
PLANNED_END = 'date_finished'
TRACKED_FIELD = 'field_id'
SQL_WORDS = [
    ('production_group_id', 'procurement_group_id'),
    # The demand of a move, also of one that is done: see `post_all`.
    ('m.product_qty', in_stock_sql('m', 'product_uom', 'product_uom_qty')),
    ('b.product_qty', in_stock_sql('b', 'product_uom', 'product_uom_qty')),
]


def done_by(move):
    """What a move says it moved, in its own unit."""
    return move.quantity


def planned_start(order):
    return order.date_start


def planned_end(order):
    return order.date_finished


def all_moves_of(orders):
    return orders.all_move_raw_ids | orders.all_move_ids
