# An order of the hub is Odoo's chain of one manufacturing order and its backorders, named by its first record.


def chain_position(order):
    return (order.backorder_sequence, order.id)


def chain_of(record):
    order = env['mrp.production'].browse(record).exists()
    if not order:
        refuse('UNKNOWN_ORDER', 'Odoo has no manufacturing order with id %d' % record)
    return (order | order.production_group_id.production_ids).sorted(key=chain_position)


def is_open(order):
    return order.state in ('confirmed', 'progress', 'to_close')


def open_orders(chain):
    """The members of the chain that still take postings."""
    still_open = chain.filtered(is_open)
    if still_open:
        return still_open
    states = chain.mapped('state')
    name = chain[0].name
    if 'done' in states:
        refuse('ORDER_CLOSED', name + ' is closed in Odoo')
    if 'draft' in states:
        refuse('ORDER_NOT_RELEASED', name + ' is not confirmed in Odoo')
    refuse('ORDER_CANCELLED', name + ' is cancelled in Odoo')


def lock(records):
    """One caller at a time per chain. The rows are really updated: whoever waited here fails with a serialization
    error and is repeated by Odoo with a new snapshot, in which it sees the keys of the one before."""
    env.cr.execute(
        'update mrp_production set write_uid = write_uid where id in (select id from mrp_production where id = any(%s)'
        ' or production_group_id in (select production_group_id from mrp_production where id = any(%s))'
        ' order by id for update)',
        (records, records),
    )


def received(orders):
    """Net output in the unit of stock: what came, less what was taken back."""
    return sql(
        "select coalesce((select sum(l.quantity_product_uom) from stock_move m join stock_move_line l on l.move_id = m.id"
        " where m.production_id = any(%s) and m.product_id = %s and m.state = 'done' and m.scrap_id is null), 0)"
        " - coalesce((select sum(l.quantity_product_uom) from stock_move m join stock_move r on r.origin_returned_move_id = m.id"
        " join stock_move_line l on l.move_id = r.id"
        " where m.production_id = any(%s) and m.product_id = %s and r.state = 'done' and m.scrap_id is null), 0)",
        orders.ids,
        orders[0].product_id.id,
        orders.ids,
        orders[0].product_id.id,
    )[0][0]


def on_hand(product):
    return sql(
        "select coalesce(sum(q.quantity), 0) from stock_quant q join stock_location l on l.id = q.location_id"
        " where q.product_id = %s and l.usage = 'internal'",
        product.id,
    )[0][0]


def standing(chain):
    """What a person compares before and after a posting."""
    env.flush_all()
    return {
        'states': chain.mapped('state'),
        'received': decimal(received(chain)),
        'onHand': decimal(on_hand(chain[0].product_id)),
    }
