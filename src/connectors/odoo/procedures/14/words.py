# Odoo 14's own words; each later version says beside what it says otherwise. Everything else speaks through these, and
# writes its SQL in 19's.

LOT = 'stock.production.lot'
DECIMALS = 'Product Unit of Measure'
PLANNED_START = 'date_planned_start'
PLANNED_END = 'date_planned_finished'
BY_HAND = {}
# What a move `m` moved is worth: its layers, which are negative where goods leave.
MOVE_VALUE = '(select coalesce(abs(sum(v.value)), 0) from stock_valuation_layer v where v.stock_move_id = m.id)'
TRACKED_FIELD = 'field'


def in_stock_sql(alias, unit, quantity):
    """A quantity of a move or line in the unit its product is stocked in."""
    return (
        '(%(a)s.%(quantity)s * (select s_u.factor / l_u.factor from product_product s_p'
        ' join product_template s_t on s_t.id = s_p.product_tmpl_id join uom_uom s_u on s_u.id = s_t.uom_id,'
        ' uom_uom l_u where s_p.id = %(a)s.product_id and l_u.id = %(a)s.%(unit)s))'
    ) % {'a': alias, 'unit': unit, 'quantity': quantity}


SQL_WORDS = [
    ('stock_lot ', 'stock_production_lot '),
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


def in_own_words(query):
    for theirs, ours in SQL_WORDS:
        query = query.replace(theirs, ours)
    return query


def done_by(move):
    """What a move says it moved, in its own unit."""
    return move.quantity_done


def groups_of(moves):
    """The orders whose chain the moves belong to."""
    return moves.group_id.mrp_production_ids


def flush():
    env['base'].flush()


def forget(model, names):
    env[model].invalidate_cache(names)


def rounded(unit, quantity):
    return unit._compute_quantity(quantity, unit, rounding_method='HALF-UP')


def compared(unit, one, other):
    difference = rounded(unit, one) - rounded(unit, other)
    if abs(difference) < unit.rounding / 2:
        return 0
    return 1 if difference > 0 else -1


def is_nothing(unit, quantity):
    return compared(unit, quantity, 0) == 0


def are_alike(unit, other):
    return unit.category_id == other.category_id


def is_stocked(product):
    return product.type == 'product'


def new_lots(values):
    found = env[LOT]
    for one in values:
        found |= env[LOT].create({**one, 'company_id': env.company.id})
    return found


def shelf_for(target, product, _quantity):
    return target._get_putaway_strategy(product) or target


def with_backorders(orders):
    return orders | orders.procurement_group_id.mrp_production_ids


def belonging_to(order):
    """How a move of an order belongs to its chain."""
    return {'group_id': order.procurement_group_id.id, 'name': order.name}


def planned_start(order):
    return order.date_planned_start


def planned_end(order):
    return order.date_planned_finished


def all_moves_of(orders):
    return orders.move_raw_ids | orders.move_finished_ids | orders.scrap_ids.move_id


def lots_named(order):
    return order.lot_producing_id.ids


def lots_for_name(_order, lots):
    """Odoo names one lot per order; with several, the first by name, whichever came first."""
    return lots[:1]


def name_lots(orders, lots):
    for order in orders:
        order.write({'lot_producing_id': lots[0] if lots else False})


def may_make(model):
    return env[model].check_access_rights('create', False)
