# An order of the hub is Odoo's chain of one manufacturing order and its backorders, named by its first record.


def chain_position(order):
    return (order.backorder_sequence, order.id)


def load_chains(records):
    """Chains of many orders, read together: each of them then shares what Odoo fetches with all others."""
    orders = env['mrp.production'].browse(records).exists()
    members = with_backorders(orders)
    chains = {}
    for order in orders:
        chain = with_backorders(order).sorted(key=chain_position)
        chains[order.id] = chain.with_prefetch(members.ids)
    return chains


CHAINS = {}


def chain_of(record):
    if record not in CHAINS:
        CHAINS.update(load_chains([record]))
    if record not in CHAINS:
        refuse('UNKNOWN_ORDER', 'Odoo has no manufacturing order with id %d' % record)
    return CHAINS[record]


def is_counted(order):
    return order.state != 'cancel'


def is_open(order):
    return order.state in ('confirmed', 'progress', 'to_close')


def open_orders(chain):
    """The members of the chain that still take postings."""
    still_open = chain.filtered(is_open).with_prefetch(chain._prefetch_ids)
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
        in_own_words(
            'update mrp_production set write_uid = write_uid where id in (select id from mrp_production where id = any(%s)'
            ' or production_group_id in (select production_group_id from mrp_production where id = any(%s))'
            ' order by id for update)'
        ),
        (records, records),
    )


def net_output(orders):
    """Per order, in the unit of stock: what came, less what was taken back."""
    net = dict.fromkeys(orders.ids, 0.0)
    for order, quantity in sql(
        "select m.production_id, sum(l.quantity_product_uom) from stock_move m join mrp_production p on p.id = m.production_id"
        " join stock_move_line l on l.move_id = m.id where m.production_id = any(%s) and m.product_id = p.product_id"
        " and m.state = 'done' and m.scrap_id is null group by 1"
        " union all select m.production_id, -sum(l.quantity_product_uom) from stock_move m"
        " join mrp_production p on p.id = m.production_id join stock_move r on r.origin_returned_move_id = m.id"
        " join stock_move_line l on l.move_id = r.id where m.production_id = any(%s) and m.product_id = p.product_id"
        " and r.state = 'done' and m.scrap_id is null group by 1",
        orders.ids,
        orders.ids,
    ):
        net[order] += float(quantity)
    return net


def received(orders):
    return sum(net_output(orders).values())


def on_hand(products):
    """Per product, what lies in the company's own locations."""
    found = dict.fromkeys(products.ids, 0.0)
    for product, quantity in sql(
        "select q.product_id, coalesce(sum(q.quantity), 0) from stock_quant q join stock_location l on l.id = q.location_id"
        " where q.product_id = any(%s) and l.usage = 'internal' group by 1",
        products.ids,
    ):
        found[product] = float(quantity)
    return found


def together(plans, name):
    """All records the plans of a wave have under a name."""
    records = plans[0][name]
    for plan in plans:
        records |= plan[name]
    return records


def sum_over(orders, per_order):
    total = 0.0
    for order in orders.ids:
        total += per_order[order]
    return total
