# Component use. Per item of an order: needed = demand of its raw moves - demand of their returns (what a return gives
# back to the plan); used = done raw moves - their returns; the planned rest is always max(0, needed - used).


def planned_use(order, product, operation):
    """Open planned raw moves of the item, those of the operation first."""
    wanted = []
    others = []
    for move in order.move_raw_ids:
        if move.product_id == product and move.state not in ('done', 'cancel') and not move.additional:
            if operation and move.workorder_id and operation in (operation_name(move.workorder_id), move.workorder_id.name):
                wanted.append(move.id)
            else:
                others.append(move.id)
    return env['stock.move'].browse(wanted + others).with_prefetch(order.move_raw_ids._prefetch_ids)


def order_for_use(chain, product):
    """The first open order that still plans the item, else the last open one that has it, else the last open one."""
    candidates = open_orders(chain)
    having = candidates[-1]
    for order in candidates:
        planned = planned_use(order, product, None)
        if compared(product.uom_id, sum(planned.mapped('product_qty')), 0) > 0:
            return order
        if planned:
            having = order
    return having


def source_of(order, planned, named):
    """Where goods are taken from, unless somebody says: where their planned use takes them from."""
    return place(named) if named else (planned[:1].location_id or order.location_src_id)


def prepare_issue(effect, wave):
    body = effect['body']
    chain = chain_of(body['order'])
    product = item_named(body['item'])
    order = order_for_use(chain, item_named(body['instead']['item']) if body.get('instead') else product)
    planned = planned_use(order, product, body.get('operation'))
    step = steps_of(chain, body['operation'])[0] if body.get('operation') else step_of(planned[:1])
    unit = planned[:1].product_uom or product.uom_id
    quantity = amount(body['quantity'], unit)
    in_stock = in_stock_unit(quantity, unit, product)
    source = source_of(order, planned, body.get('from'))
    if body.get('anyLot') and product.tracking != 'none':
        portions, cuts = goods_of_any_lot(product, source, in_stock, planned, wave)
    else:
        lot = known_lot(product, body.get('lot'), in_stock)
        portions, cuts = take(product, source, lot, in_stock, planned, wave)
    return {
        'chain': chain,
        'order': order,
        'product': product,
        'planned': planned,
        'step': step if step.production_id == order else env['mrp.workorder'],
        'unit': unit,
        'in_stock': in_stock,
        'from_plan': min(in_stock, sum(planned.mapped('product_qty'))),
        'source': source,
        'portions': portions,
        'cuts': cuts,
        'instead': body.get('instead'),
    }


def issue_materials(plans, wave):
    before = use_standings(plans)
    # What Odoo reads of one to copy it, it reads of all of them.
    likes = [plan['planned'][:1].id for plan in plans]
    values = []
    for plan in plans:
        values.append(issue_values(plan, plan['planned'][:1].with_prefetch(likes)))
    moves = new_moves(values)
    for plan, move in zip(plans, moves):
        hand_over(plan['cuts'], move, plan['portions'])
    plan_less([(plan['planned'], plan['from_plan']) for plan in plans])
    post_all(moves, [plan['in_stock'] for plan in plans])
    genealogy(together(plans, 'order'))
    stands = []
    for plan in plans:
        stands.append(stand_for(plan['order'], plan['instead'], 1) if plan['instead'] else {})
    after = use_standings(plans)
    results = []
    for plan, move, was, now, standing in zip(plans, moves, before, after, stands):
        results.append({
            'documents': documents_of(plan['order'], move),
            'before': was,
            'after': now,
            'posted': {'moves': move.ids, **standing},
        })
    return results


def issue_values(plan, like):
    order, product, unit = plan['order'], plan['product'], plan['unit']
    demand = product.uom_id._compute_quantity(plan['from_plan'], unit)
    if like:
        values = like.copy_data(like._prepare_move_split_vals(demand))[0]
    else:
        values = order._get_move_raw_values(product, 0, unit)
    values.update({
        'raw_material_production_id': order.id,
        'workorder_id': plan['step'].id,
        'location_id': plan['source'].id,
        **BY_HAND,
        'move_line_ids': lines_from(
            plan['portions'], len(plan['cuts']), product, order.production_location_id, {'production_id': order.id}),
    })
    return values


def return_material(effect):
    """Unused material goes back to where it came from, as a return of the move that issued it."""
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'issueMaterial', chain)
    move = env['stock.move'].browse(original['moves'])
    order = move.raw_material_production_id
    if not is_open(order):
        refuse('ORDER_CLOSED', order.name + ' is closed in Odoo')
    product = move.product_id
    before = use_standing(chain, product)
    quantity = taken_back(body, move)
    back = back_on_shelf(move, order, quantity, body.get('serials'))
    standing = stand_for(order, body['instead'], -1) if body.get('instead') else {}
    return {
        'documents': documents_of(order, back),
        'before': before,
        'after': use_standing(chain, product),
        'posted': {'moves': back.ids, 'quantity': quantity, **standing},
    }


def back_on_shelf(move, order, quantity, serials):
    """A return of a part of an issue; the plan gets back what the order needs again."""
    product = move.product_id
    planned = planned_use(order, product, None)
    needed, used = need_and_use(order)[(order.id, product.id)]
    lowered, stood_for = stood_in(order).get((order.id, product.id), (0.0, 0.0))
    rest = sum(planned.mapped('product_qty'))
    given_back = max(0.0, max(0.0, needed + lowered - stood_for - (used - quantity)) - rest) if planned else 0.0
    back = post(return_values(move, order, given_back, move.location_dest_id, move.location_id,
        lines_back(move, left_of(move, serials, quantity))), quantity)
    if planned and given_back:
        more = product.uom_id._compute_quantity(given_back, planned[0].product_uom)
        set_values(planned[0], {'product_uom_qty': planned[0].product_uom_qty + more})
        planned[0]._recompute_state()
    genealogy(order)
    back._trigger_assign()
    return back


def stand_for(order, instead, sign):
    """A substitute stands for so much more (or less) of a component: its planned rest is what the order needs, less
    what was used and less what is stood for. What that takes off the plan is kept with the effect, for the plan of the
    recipe is to be known whatever came first."""
    product = item_named(instead['item'])
    planned = planned_use(order, product, None)
    flush()
    needed, used = need_and_use(order).get((order.id, product.id), (0.0, 0.0))
    lowered, stood_for = stood_in(order).get((order.id, product.id), (0.0, 0.0))
    equivalent = sign * roughly(instead['quantity'], product.uom_id)
    rest = sum(planned.mapped('product_qty'))
    wanted = rounded(product.uom_id, max(0.0, needed + lowered - used - stood_for - equivalent)) if planned else 0.0
    if wanted < rest:
        plan_less([(planned, rest - wanted)])
    elif wanted > rest:
        more = product.uom_id._compute_quantity(wanted - rest, planned[0].product_uom)
        set_values(planned[0], {'product_uom_qty': planned[0].product_uom_qty + more})
        planned[0]._recompute_state()
        planned[0]._trigger_assign()
    return {'instead': product.id, 'equivalent': equivalent, 'lowered': rest - wanted, 'order': order.id}


def roughly(quantity, unit):
    """What is only reckoned with and not booked need not be exact in Odoo's unit."""
    given = env.ref(quantity['unit'], False)
    if not given or (given != unit and not are_alike(given, unit)):
        refuse('UOM_NOT_CONVERTIBLE', '%s does not convert into %s' % (quantity['unit'], unit.name))
    return given._compute_quantity(float(quantity['value']), unit, round=False)


def stood_in(orders):
    """Per order and item: what substitutes took off its plan, and for how much of it they stand."""
    found = {}
    for order, product, lowered, stood_for in sql(
        "select (x_result::jsonb -> 'posted' ->> 'order')::int, (x_result::jsonb -> 'posted' ->> 'instead')::int,"
        " sum((x_result::jsonb -> 'posted' ->> 'lowered')::float), sum((x_result::jsonb -> 'posted' ->> 'equivalent')::float)"
        " from x_millwright_effect where x_order = any(%s) and x_operation in ('issueMaterial', 'returnMaterial')"
        " and x_result::jsonb -> 'posted' ? 'instead' group by 1, 2",
        with_backorders(orders).ids,
    ):
        if order in orders.ids:
            found[(order, product)] = (lowered, stood_for)
    return found


def need_and_use(orders):
    """Per order and item, in the unit of stock: what it needs and what it used."""
    found = {}
    for order, product, needed, used in sql(
        "select m.raw_material_production_id, m.product_id, sum(m.product_qty) - coalesce(sum(r.given_back), 0),"
        " coalesce(sum(l.used), 0) - coalesce(sum(r.returned), 0)"
        " from stock_move m join stock_location d on d.id = m.location_dest_id"
        " left join lateral (select sum(x.quantity_product_uom) as used from stock_move_line x"
        "   where x.move_id = m.id and m.state = 'done') l on true"
        " left join lateral (select sum(b.product_qty) as given_back, sum((select sum(x.quantity_product_uom)"
        "   from stock_move_line x where x.move_id = b.id)) as returned"
        "   from stock_move b where b.origin_returned_move_id = m.id and b.state = 'done') r on true"
        " where m.raw_material_production_id = any(%s) and d.usage <> 'inventory' group by 1, 2 order by min(m.id)",
        orders.ids,
    ):
        found[(order, product)] = (float(needed), float(used))
    return found


def use_standings(plans):
    flush()
    known = need_and_use(together(plans, 'chain'))
    stock = on_hand(together(plans, 'product'))
    found = []
    for plan in plans:
        needed = 0.0
        used = 0.0
        for order in plan['chain']:
            part = known.get((order.id, plan['product'].id), (0.0, 0.0))
            needed += part[0]
            used += part[1]
        found.append({
            'states': plan['chain'].mapped('state'),
            'item': plan['product'].default_code or plan['product'].name,
            'required': decimal(needed),
            'consumed': decimal(used),
            'onHand': decimal(stock[plan['product'].id]),
        })
    return found


def use_standing(chain, product):
    return use_standings([{'chain': chain, 'product': product}])[0]
