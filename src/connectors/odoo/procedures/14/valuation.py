# What goods are worth in Odoo 14: valuation layers of the moves, negative where goods leave.


def material_cost(orders):
    """Components used, less what went back."""
    return float(sql(
        "select coalesce(-sum(v.value), 0) from stock_valuation_layer v join stock_move m on m.id = v.stock_move_id"
        " left join stock_move o on o.id = m.origin_returned_move_id where m.state = 'done'"
        " and coalesce(o.raw_material_production_id, m.raw_material_production_id) = any(%s)"
        " and not coalesce(o.scrapped, m.scrapped, false)",
        orders.ids,
    )[0][0])


def output_lines(orders, product):
    """Per receipt: its move, what came, what of it was taken back, the value that left with it, and its own value."""
    return sql(
        "select m.id, sum(l.quantity_product_uom), coalesce(max(r.quantity), 0), coalesce(max(r.value), 0),"
        " coalesce((select sum(v.value) from stock_valuation_layer v where v.stock_move_id = m.id), 0)"
        " from stock_move m join stock_move_line l on l.move_id = m.id left join lateral ("
        "   select sum((select sum(x.quantity_product_uom) from stock_move_line x where x.move_id = b.id)) as quantity,"
        "   -sum((select sum(v.value) from stock_valuation_layer v where v.stock_move_id = b.id)) as value"
        "   from stock_move b where b.origin_returned_move_id = m.id and b.state = 'done') r on true"
        " where m.production_id = any(%s) and m.product_id = %s and m.state = 'done' and m.scrap_id is null"
        " group by m.id order by m.id",
        orders.ids,
        product.id,
    )


def revalue(move, came, value):
    """A layer of its own for the difference, as Odoo's landed costs make one: for what is still in stock of the receipt.
    What left it meanwhile keeps the cost it left with, and its part stays variance."""
    layers = move.sudo().stock_valuation_layer_ids
    first = layers.filtered('quantity')[:1]
    stays = came - sum(returned_so_far(move).values())
    if not first or is_nothing(move.product_id.uom_id, stays):
        return env['stock.move']
    difference = move.company_id.currency_id.round(
        (value - sum(layers.mapped('value'))) * min(1.0, first.remaining_qty / stays))
    if move.company_id.currency_id.is_zero(difference):
        return env['stock.move']
    words = '%s - true cost' % move.reference
    layer = first.create({
        'company_id': move.company_id.id,
        'product_id': move.product_id.id,
        'stock_move_id': move.id,
        'stock_valuation_layer_id': first.id,
        'description': words,
        'value': difference,
        'unit_cost': 0.0,
        'quantity': 0.0,
        'remaining_qty': 0.0,
    })
    first.write({'remaining_value': first.remaining_value + difference})
    put(move, {'price_unit': value / came})
    product = move.product_id.with_company(move.company_id).sudo()
    if product.cost_method == 'average' and not is_nothing(product.uom_id, product.quantity_svl):
        cost = product.standard_price + difference / product.quantity_svl
        # Only what goods cost from now on: the layer above has changed what they are worth.
        product.with_context(disable_auto_svl=True).write({'standard_price': cost})
    if product.valuation == 'real_time':
        enter_difference(move, words, layer, difference)
    return move


def enter_difference(move, words, layer, difference):
    move.sudo()._account_entry_move(0.0, words, layer.id, difference)


def value_anew(_moves):
    pass


def post_time(_order):
    """Odoo 14 has no entry for the time of work centres: it enters the ledger with the goods alone."""


def worth_of(moves):
    return abs(sum(moves.sudo().stock_valuation_layer_ids.mapped('value')))


def with_share(_share):
    """In Odoo 14 by-products bear no cost."""
    return {}
