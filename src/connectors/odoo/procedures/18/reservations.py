# Odoo frees a reservation on whichever row of a shelf it can lock, and never lets a row fall below nothing. Where somebody
# else is at the same shelf, what it should free stays reserved for nobody, and the goods are out of reach until Odoo's own
# scheduler tidies up, once a day. Orders in between would be refused goods that lie on the shelf.


def free_what_nobody_holds(records):
    """Sets right what Odoo lost in this transaction: a shelf keeps no more reserved than lines hold of it."""
    products = [row[0] for row in sql(
        "select distinct m.product_id from stock_move m"
        " join mrp_production p on p.id in (m.production_id, m.raw_material_production_id)"
        " where p.id = any(%s) or p.production_group_id in (select production_group_id from mrp_production where id = any(%s))",
        records,
        records,
    )]
    for excess, rows in shelves_that_keep_too_much(products):
        quants = env['stock.quant'].sudo().browse(rows)
        for quant in quants:
            if got_hold_of(quant):
                put(quant, {'reserved_quantity': quant.reserved_quantity - float(excess)})
                break
    flush()


def got_hold_of(quant):
    return bool(sql('select id from stock_quant where id = %s for no key update skip locked', quant.id))


def shelves_that_keep_too_much(products):
    """A shelf of one row loses nothing, so that only the others are counted; their rows, the most reserved first."""
    return sql(
        "with shelf as (select product_id, location_id, lot_id, package_id, owner_id, sum(reserved_quantity) as kept,"
        "   array_agg(id order by reserved_quantity desc) as rows"
        "   from stock_quant where product_id = any(%s) group by 1, 2, 3, 4, 5 having count(*) > 1)"
        " select kept - held.quantity, rows from shelf"
        " join stock_location o on o.id = shelf.location_id and o.usage in ('internal', 'transit')"
        " cross join lateral (select coalesce(sum(l.quantity_product_uom), 0) as quantity"
        "   from stock_move m join stock_move_line l on l.move_id = m.id"
        "   where m.product_id = shelf.product_id and l.location_id = shelf.location_id"
        "   and m.state in ('assigned', 'partially_available', 'waiting', 'confirmed')"
        "   and l.lot_id is not distinct from shelf.lot_id and l.package_id is not distinct from shelf.package_id"
        "   and l.owner_id is not distinct from shelf.owner_id) held"
        " where kept - held.quantity > 0.000001",
        products,
    )
