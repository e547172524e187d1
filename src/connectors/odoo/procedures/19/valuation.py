# What goods are worth in Odoo 19: each move has a value.


def material_cost(orders):
    """Components used, less what went back."""
    return float(sql(
        "select coalesce((select sum(m.value) from stock_move m join stock_location d on d.id = m.location_dest_id"
        " where m.raw_material_production_id = any(%s) and m.state = 'done' and d.usage <> 'inventory'), 0)"
        " - coalesce((select sum(r.value) from stock_move m join stock_move r on r.origin_returned_move_id = m.id"
        " join stock_location d on d.id = m.location_dest_id"
        " where m.raw_material_production_id = any(%s) and r.state = 'done' and d.usage <> 'inventory'), 0)",
        orders.ids,
        orders.ids,
    )[0][0])


def output_lines(orders, product):
    """Per receipt: its move, what came, what of it was taken back, the value that left with it, and its own value."""
    return sql(
        "select m.id, sum(l.quantity_product_uom), coalesce(max(r.quantity), 0), coalesce(max(r.value), 0),"
        " coalesce(max(m.value), 0)"
        " from stock_move m join stock_move_line l on l.move_id = m.id left join lateral ("
        "   select sum((select sum(x.quantity_product_uom) from stock_move_line x where x.move_id = b.id)) as quantity,"
        "   sum(b.value) as value from stock_move b where b.origin_returned_move_id = m.id and b.state = 'done') r on true"
        " where m.production_id = any(%s) and m.product_id = %s and m.state = 'done' and m.scrap_id is null"
        " group by m.id order by m.id",
        orders.ids,
        product.id,
    )


def revalue(move, came, value):
    if move.company_id.currency_id.is_zero(move.value - value):
        return env['stock.move']
    before = move.value
    put(move, {'price_unit': value / came})
    post_difference(move, value - before)
    return move


def value_anew(moves):
    """Once for all: Odoo goes through an item's whole history to get its average cost."""
    moves._set_value()


def post_difference(move, difference):
    """Where Odoo booked the receipt in the ledger (perpetual valuation), the difference follows in the same accounts."""
    # As Odoo itself does when a move is done: posting goods is not a bookkeeper's right.
    booked = move.sudo().account_move_id
    if not booked:
        return
    lines = []
    # One entry may stand for many moves; these are the two lines of this one, stock against production.
    for line in move.sudo()._get_account_move_line_vals():
        up = (line['account_id'] != move.location_id.sudo().valuation_account_id.id) == (difference > 0)
        lines.append((0, 0, {
            **line,
            'name': line['name'] + ' - true cost',
            'debit': abs(difference) if up else 0.0,
            'credit': 0.0 if up else abs(difference),
        }))
    booked.create({'journal_id': booked.journal_id.id, 'ref': move.reference, 'line_ids': lines})._post()


def worth_of(moves):
    return sum(moves.mapped('value'))
