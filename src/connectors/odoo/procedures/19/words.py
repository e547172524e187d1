# What Odoo 19 says otherwise than 18; everything else writes its SQL in these words.

DECIMALS = 'Product Unit'
# What a move `m` moved is worth.
MOVE_VALUE = 'coalesce(m.value, 0)'


def in_own_words(query):
    return query


def groups_of(moves):
    """The orders whose chain the moves belong to."""
    return moves.production_group_id.production_ids


def compared(unit, one, other):
    return unit.compare(one, other)


def is_nothing(unit, quantity):
    return unit.is_zero(quantity)


def rounded(unit, quantity):
    return unit.round(quantity)


def are_alike(unit, other):
    return unit._has_common_reference(other)


def with_backorders(orders):
    return orders | orders.production_group_id.production_ids


def belonging_to(order):
    """How a move of an order belongs to its chain."""
    return {'production_group_id': order.production_group_id.id, 'reference_ids': [(6, 0, order.reference_ids.ids)]}


def lots_named(order):
    return order.lot_producing_ids.ids


def lots_for_name(order, lots):
    """At most one lot per order, and each serial number; with several lots, the first by name, whichever came first."""
    return lots if order.product_tracking == 'serial' else lots[:1]


def name_lots(orders, lots):
    orders.write({'lot_producing_ids': [(6, 0, lots)]})
