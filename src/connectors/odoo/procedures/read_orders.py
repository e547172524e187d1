# Answers what the orders are now, each in one consistent snapshot.

payload = env.context['payload']


def stamp(at):
    return at.isoformat() if at else None


def component_facts(chain):
    """Per item: needed is the demand of the order's moves less what returns gave back to the plan."""
    facts = {}
    for row in sql(
        "select m.product_id, min(m.id), sum(m.product_qty), coalesce(sum(l.used), 0), coalesce(sum(r.returned), 0),"
        " coalesce(sum(r.given_back), 0), bool_or(coalesce(m.manual_consumption, false)), min(m.workorder_id)"
        " from stock_move m join stock_location d on d.id = m.location_dest_id"
        " left join lateral (select sum(quantity_product_uom) as used from stock_move_line"
        "   where move_id = m.id and m.state = 'done') l on true"
        " left join lateral (select sum(b.product_qty) as given_back, sum((select sum(x.quantity_product_uom)"
        "   from stock_move_line x where x.move_id = b.id)) as returned"
        "   from stock_move b where b.origin_returned_move_id = m.id and b.state = 'done') r on true"
        " where m.raw_material_production_id = any(%s) and d.usage <> 'inventory'"
        " group by m.product_id order by min(m.id)",
        chain.ids,
    ):
        facts[row[0]] = row
    return facts


def order_facts(record):
    chain = chain_of(record)
    first = chain[0]
    product = first.product_id
    facts = component_facts(chain)
    components = []
    for row in facts.values():
        item = env['product.product'].browse(row[0])
        components.append({
            'product': item.id,
            'code': item.default_code or None,
            'name': item.name,
            'tracking': item.tracking,
            'unit': unit_id(item.uom_id),
            'required': decimal(row[2] - row[5]),
            'consumed': decimal(row[3] - row[4]),
            'manual': row[6],
            'operation': operation_name(env['mrp.workorder'].browse(row[7])) if row[7] else None,
        })
    stamps = [str(r.write_date) for r in chain] + [str(r.write_date) for r in chain.workorder_ids]
    moves = chain.move_raw_ids | chain.move_finished_ids
    stamps += [str(r.write_date) for r in moves]
    return {
        'order': first.id,
        'names': chain.mapped('name'),
        'states': chain.mapped('state'),
        'product': product.id,
        'code': product.default_code or None,
        'name': product.name,
        'tracking': product.tracking,
        'unit': unit_id(product.uom_id),
        'ordered': decimal(sum(chain.filtered(is_counted).mapped('product_uom_qty'))),
        'received': decimal(received(chain)),
        'start': stamp(first.date_start),
        'end': stamp(chain[-1].date_finished),
        'components': components,
        'operations': operation_facts(chain),
        'version': max(stamps) + '/' + str(len(moves)),
    }


def is_counted(order):
    return order.state != 'cancel'


def operation_facts(chain):
    """Work orders of one operation along the chain are one operation of the order."""
    facts = {}
    for step in chain.workorder_ids.filtered('operation_id').sorted('sequence'):
        said = facts.get(step.operation_id.id)
        if not said:
            said = {
                'operation': operation_name(step),
                'name': step.name,
                'workCenter': step.workcenter_id.code or step.workcenter_id.name,
                'minutes': 0.0,
                'completed': 0.0,
                'unit': unit_id(step.product_uom_id),
                'over': True,
            }
            facts[step.operation_id.id] = said
        said['minutes'] += step.duration_expected
        said['completed'] += step.qty_produced
        said['over'] = said['over'] and step.state in ('done', 'cancel')
    for said in facts.values():
        said['minutes'] = decimal(said['minutes'])
        said['completed'] = decimal(said['completed'])
    return list(facts.values())


def answer_for(record):
    try:
        return {'order': record, 'facts': order_facts(record)}
    except UserError as problem:
        return {'order': record, 'refusal': refusal(problem)}


action = {
    'type': 'ir.actions.act_window_close',
    'infos': {'orders': [answer_for(record) for record in payload['orders']]},
}
