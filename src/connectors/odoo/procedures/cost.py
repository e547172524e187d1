# Odoo prices output from what is consumed in the same posting; here each posting stands alone, so the true cost is
# known when the order closes: net materials + work centre time + labour + extra cost.


def order_cost(orders):
    materials = sql(
        "select coalesce((select sum(m.value) from stock_move m join stock_location d on d.id = m.location_dest_id"
        " where m.raw_material_production_id = any(%s) and m.state = 'done' and d.usage <> 'inventory'), 0)"
        " - coalesce((select sum(r.value) from stock_move m join stock_move r on r.origin_returned_move_id = m.id"
        " join stock_location d on d.id = m.location_dest_id"
        " where m.raw_material_production_id = any(%s) and r.state = 'done' and d.usage <> 'inventory'), 0)",
        orders.ids,
        orders.ids,
    )[0][0]
    labour = 0.0
    machine = 0.0
    extra = 0.0
    for order in orders:
        for step in order.workorder_ids:
            if is_labour(step):
                labour += step._cal_cost()
            else:
                machine += step._cal_cost()
        extra += order.extra_cost * received(order)
    return {'materials': float(materials), 'machine': machine, 'labour': labour, 'extra': extra}


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


def true_up(chains):
    """Values the output of each chain at what its orders cost; tells the cost of each (none where nothing is closed)."""
    changed = env['stock.move']
    costs = []
    for orders in chains:
        if orders:
            costs.append(order_cost(orders))
            changed |= revalued(orders, costs[-1])
        else:
            costs.append(None)
    # Once for all: Odoo goes through an item's whole history to get its average cost.
    changed._set_value()
    facts = []
    for orders, cost in zip(chains, costs):
        for order in orders:
            order._post_labour()
    env.flush_all()
    for orders, cost in zip(chains, costs):
        facts.append(cost_facts(orders, cost) if orders else None)
    return facts


def revalued(orders, cost):
    """The cost is shared by quantity, to the cent. What was taken back keeps the value it left with, so that a receipt
    and its reversal cancel each other."""
    currency = orders[0].company_id.currency_id
    left = currency.round(sum(cost.values()))
    changed = env['stock.move']
    for product, share in shares_of_byproducts(orders):
        part = currency.round(sum(cost.values()) * share / 100.0)
        left -= part
        changed |= shared_out(orders, product, part)
    return changed | shared_out(orders, orders[0].product_id, currency.round(left))


def shared_out(orders, product, total):
    product = product.with_company(orders[0].company_id)
    currency = orders[0].company_id.currency_id
    lines = output_lines(orders, product)
    net = net_of(lines)
    changed = env['stock.move']
    if product.cost_method == 'standard' or product.uom_id.compare(net, 0) <= 0:
        return changed
    shared = 0.0
    so_far = 0.0
    for record, came, gone, gone_value, _value in lines:
        so_far += float(came) - float(gone)
        value = currency.round(total * so_far / net - shared)
        shared += value
        changed |= revalue(env['stock.move'].browse(record), float(came), currency.round(value + float(gone_value)))
    return changed


def net_of(lines):
    net = 0.0
    for line in lines:
        net += float(line[1]) - float(line[2])
    return net


def revalue(move, came, value):
    if move.company_id.currency_id.is_zero(move.value - value):
        return env['stock.move']
    before = move.value
    put(move, {'price_unit': value / came})
    post_difference(move, value - before)
    return move


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
        lines.append(Command.create({
            **line,
            'name': line['name'] + ' - true cost',
            'debit': abs(difference) if up else 0.0,
            'credit': 0.0 if up else abs(difference),
        }))
    booked.create({'journal_id': booked.journal_id.id, 'ref': move.reference, 'line_ids': lines})._post()


def cost_facts(orders, cost):
    lines = output_lines(orders, orders[0].product_id)
    booked = output_value(orders)
    total = orders[0].company_id.currency_id.round(sum(cost.values()))
    facts = {'total': '%.2f' % total, 'booked': '%.2f' % booked, 'quantity': decimal(net_of(lines))}
    for name, value in cost.items():
        facts[name] = '%.2f' % value
    facts['variance'] = '%.2f' % (total - booked)
    return facts


def output_value(orders):
    """What all that came of the orders is worth in stock, by-products as well."""
    value = 0.0
    for product in orders.move_finished_ids.product_id:
        for line in output_lines(orders, product):
            value += float(line[4]) - float(line[3])
    return value


def cost_words(cost):
    return (
        'Closed: materials %(materials)s, machine time %(machine)s, labour %(labour)s, extra %(extra)s; together %(total)s'
        ' for %(quantity)s; stock took %(booked)s, variance %(variance)s' % cost
    )
