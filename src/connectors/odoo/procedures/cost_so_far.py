# What the orders of a chain have cost so far, and what of it is in production still.


def cost_so_far(chain):
    known = chain.filtered(is_counted)
    cost = order_cost(known)
    lines = output_lines(known, chain[0].product_id) if known else []
    output = output_value(known) if known else 0.0
    total = sum(cost.values())
    over = not known.filtered(is_open)
    facts = {}
    for name, value in cost.items():
        facts[name] = '%.2f' % value
    facts.update({
        'order': chain[0].id,
        'currency': chain[0].company_id.currency_id.name,
        'total': '%.2f' % total,
        'output': '%.2f' % output,
        # Cost of goods at standard cost that they do not bear left production with the closing, as a variance.
        'workInProgress': '0.00' if over else '%.2f' % (total - output),
        'variance': '%.2f' % (total - output) if over else '0.00',
        'quantity': decimal(net_of(lines)),
        'unit': unit_id(chain[0].product_id.uom_id),
    })
    return facts
