# What the orders are now, all in one consistent snapshot.


def component_facts(chain):
    """Each item once, with what all orders of the chain need and used of it."""
    facts = {}
    stood = stood_in(chain)
    for (order, product), (needed, used) in need_and_use(chain).items():
        said = facts.get(product)
        if not said:
            said = new_component(chain, env['product.product'].browse(product))
            facts[product] = said
        said['required'] += needed + stood.get((order, product), (0.0, 0.0))[0]
        said['consumed'] += used
    for said in facts.values():
        said['required'] = decimal(said['required'])
        said['consumed'] = decimal(said['consumed'])
    return list(facts.values())


def new_component(chain, item):
    moves = chain.move_raw_ids.filtered(is_of_the_plan).filtered_domain([('product_id', '=', item.id)])
    return {
        'product': item.id,
        'code': item.default_code or None,
        'name': item.name,
        'tracking': item.tracking,
        'unit': unit_id(item.uom_id),
        'required': 0.0,
        'consumed': 0.0,
        'manual': is_by_hand(moves[:1]) if moves else True,
        'step': decimal(item.uom_id.rounding),
        'operation': operation_name(step_of(moves[:1])) if step_of(moves[:1]) else None,
    }


def is_of_the_plan(move):
    return bool(move.bom_line_id) and not move.additional


def order_facts(record):
    chain = chain_of(record)
    first = chain[0]
    product = first.product_id
    stamps = [str(r.write_date) for r in chain] + [str(r.write_date) for r in chain.workorder_ids]
    moves = chain.move_raw_ids | chain.move_finished_ids
    stamps += [str(r.write_date) for r in moves]
    return {
        'order': first.id,
        'names': chain.mapped('name'),
        'warehouse': first.picking_type_id.warehouse_id.code or None,
        'states': chain.mapped('state'),
        'product': product.id,
        'code': product.default_code or None,
        'name': product.name,
        'tracking': product.tracking,
        'unit': unit_id(product.uom_id),
        'ordered': decimal(sum(chain.filtered(is_counted).mapped('product_uom_qty'))),
        'received': decimal(received(chain)),
        'start': stamp(planned_start(first)),
        'end': stamp(planned_end(chain[-1])),
        'components': component_facts(chain),
        'byproducts': byproduct_facts(chain),
        'operations': operation_facts(chain),
        'version': max(stamps) + '/' + str(len(moves)),
    }


def operation_facts(chain):
    """Work orders of one operation along the chain are one operation of the order."""
    facts = {}
    for step in in_routing_order(chain.workorder_ids):
        if is_beside(step):
            continue
        name = operation_name(step)
        said = facts.get(name)
        if not said:
            said = {
                'operation': name,
                'name': step.name,
                'workCenter': step.workcenter_id.code or step.workcenter_id.name,
                'minutes': 0.0,
                'end': None,
                'completed': 0.0,
                'unit': unit_id(step.product_uom_id),
                'over': True,
            }
            facts[name] = said
        # The last of them along the chain.
        said['end'] = stamp(planned_end_of(step)) or said['end']
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
