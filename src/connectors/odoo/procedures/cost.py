# Odoo prices output from what is consumed in the same posting; here each posting stands alone, so the true cost is
# known when the order closes: net materials + work centre time + labour + extra cost.


def order_cost(orders):
    labour = 0.0
    machine = 0.0
    extra = 0.0
    for order in orders:
        for step in order.workorder_ids:
            if is_labour(step):
                labour += cost_of(step)
            else:
                machine += cost_of(step)
        extra += order.extra_cost * received(order)
    return {'materials': material_cost(orders), 'machine': machine, 'labour': labour, 'extra': extra}


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
    value_anew(changed)
    facts = []
    for orders in chains:
        for order in orders:
            post_time(order)
    flush()
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
    if product.cost_method == 'standard' or compared(product.uom_id, net, 0) <= 0:
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
