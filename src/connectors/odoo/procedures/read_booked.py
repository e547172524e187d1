# What others than the hub booked for manufacturing orders in a time, for holding what the hub would have booked against it.


def moves_of_others(since, until, limit):
    """Done moves of orders with their signed quantity in the unit of stock; a return counts less."""
    return sql(
        "select m.id, coalesce(m.raw_material_production_id, m.production_id, f.raw_material_production_id, f.production_id),"
        " coalesce(m.raw_material_production_id, f.raw_material_production_id) is not null,"
        " not (m.scrap_id is null) or (f.id is not null and not (f.scrap_id is null)), f.id is not null,"
        " m.product_id, m.date, m.write_uid, m.reference, sum(l.quantity_product_uom)"
        " from stock_move m join stock_move_line l on l.move_id = m.id left join stock_move f on f.id = m.origin_returned_move_id"
        " where m.state = 'done' and m.date >= %s and m.date < %s and m.create_uid <> %s"
        " and coalesce(m.raw_material_production_id, m.production_id, f.raw_material_production_id, f.production_id) is not null"
        " group by m.id, f.id order by m.date, m.id limit %s",
        since, until, env.uid, limit,
    )


def times_of_others(since, until, limit):
    return sql(
        "select t.id, w.production_id, w.id, t.duration, t.date_end, t.write_uid from mrp_workcenter_productivity t"
        " join mrp_workorder w on w.id = t.workorder_id where t.date_end >= %s and t.date_end < %s and t.create_uid <> %s"
        " and t.duration > 0 order by t.date_end, t.id limit %s",
        since, until, env.uid, limit,
    )


def kind_of_move(order, is_raw, is_scrap, product):
    if is_scrap:
        return 'scrap'
    if is_raw:
        return 'use'
    return 'output' if product == order.product_id.id else 'byproduct'


def head_of(record):
    chain = chain_of(record)
    return {'order': chain[0].id, 'label': chain[0].name, 'warehouse': chain[0].picking_type_id.warehouse_id.code or None}


def booked_by_others(since, until, limit):
    moves = moves_of_others(since, until, limit)
    times = times_of_others(since, until, limit)
    CHAINS.update(load_chains(list(set([row[1] for row in moves] + [row[1] for row in times]))))
    people = {}
    for user, name in sql('select u.id, p.name from res_users u join res_partner p on p.id = u.partner_id'):
        people[user] = name
    found = []
    for move, record, is_raw, is_scrap, is_back, item, at, user, label, quantity in moves:
        product = env['product.product'].browse(item)
        found.append({
            **head_of(record),
            'kind': kind_of_move(env['mrp.production'].browse(record), is_raw, is_scrap, item),
            'product': item,
            'code': product.default_code or None,
            'operation': None,
            'quantity': decimal(-float(quantity) if is_back else float(quantity)),
            'unit': unit_id(product.uom_id),
            'at': at.isoformat(),
            'by': people.get(user, ''),
            'document': {'kind': 'stock.move', 'id': move, 'label': label or ''},
        })
    for time, record, work, duration, at, user in times:
        step = env['mrp.workorder'].browse(work)
        found.append({
            **head_of(record),
            'kind': 'labour-time' if is_labour(step) else 'machine-time',
            'product': None,
            'code': None,
            'operation': None if is_beside(step) else operation_name(step),
            'quantity': decimal(duration),
            'unit': None,
            'at': at.isoformat(),
            'by': people.get(user, ''),
            'document': {'kind': 'mrp.workorder', 'id': work, 'label': step.name},
        })
    return {'bookings': found, 'whole': len(moves) < limit and len(times) < limit}


action = {
    'type': 'ir.actions.act_window_close',
    'infos': booked_by_others(payload['since'], payload['until'], payload['limit']),
}
