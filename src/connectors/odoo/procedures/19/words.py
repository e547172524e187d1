# Odoo 19's own words; 14 has its own beside them. Everything else speaks through these, and writes its SQL in 19's.

LOT = 'stock.lot'
DECIMALS = 'Product Unit'
PLANNED_START = 'date_start'
PLANNED_END = 'date_finished'
# Odoo is not to count a quantity of its own beside the one that was reported.
BY_HAND = {'manual_consumption': True}

# What a move `m` moved is worth.
MOVE_VALUE = 'coalesce(m.value, 0)'
TRACKED_FIELD = 'field_id'


def in_own_words(query):
    return query


def done_by(move):
    """What a move says it moved, in its own unit."""
    return move.quantity


def groups_of(moves):
    """The orders whose chain the moves belong to."""
    return moves.production_group_id.production_ids


def flush():
    env.flush_all()


def forget(model, names):
    env[model].invalidate_model(names, flush=False)


def compared(unit, one, other):
    return unit.compare(one, other)


def is_nothing(unit, quantity):
    return unit.is_zero(quantity)


def rounded(unit, quantity):
    return unit.round(quantity)


def are_alike(unit, other):
    return unit._has_common_reference(other)


def is_stocked(product):
    return product.is_storable


def new_lots(values):
    return env[LOT].create(values)


def shelf_for(target, product, quantity):
    return target._get_putaway_strategy(product, quantity=quantity)


def with_backorders(orders):
    return orders | orders.production_group_id.production_ids


def belonging_to(order):
    """How a move of an order belongs to its chain."""
    return {'production_group_id': order.production_group_id.id, 'reference_ids': [(6, 0, order.reference_ids.ids)]}


def planned_start(order):
    return order.date_start


def planned_end(order):
    return order.date_finished


def all_moves_of(orders):
    return orders.all_move_raw_ids | orders.all_move_ids


def name_lots(order, lots):
    """Odoo names at most one lot per order; with several, the first by name, whichever came first."""
    wanted = lots if order.product_tracking == 'serial' else lots[:1]
    if set(wanted) != set(order.lot_producing_ids.ids):
        order.write({'lot_producing_ids': [(6, 0, wanted)]})
