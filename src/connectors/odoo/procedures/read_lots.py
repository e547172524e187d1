# What a lot is to an order that is to use it: whose it is, until when it may be used, how much of it nobody else has
# reserved. Each question is answered by itself: one that cannot be answered never spoils its neighbours.


def lot_answer(question):
    try:
        return {'lot': question['lot'], 'standing': lot_standing(question)}
    except UserError as problem:
        return {'lot': question['lot'], 'refusal': refusal(problem)}


def lot_standing(question):
    product = item_named(question['item'])
    if product.tracking == 'none':
        return {'kind': 'not-kept'}
    lot = lot_named(product, question['lot'])
    if not lot:
        return lot_of_others(question['lot'])
    chain = chain_of(question['order'])
    order = order_for_use(chain, product)
    source = source_of(order, planned_use(order, product, None), question.get('from'))
    there = 0.0
    reserved = 0.0
    for _shelf, quantity, kept in shelves(product, source, lot):
        there += quantity
        reserved += kept
    mine, others = reservations_of(lot, source, chain) if reserved else (0.0, {})
    return {
        'kind': 'known',
        # Only an app of Odoo's keeps dates of lots.
        'expires': stamp(lot.expiration_date) if 'expiration_date' in lot._fields else None,
        'free': decimal(max(0.0, there - reserved + mine)),
        'reserved': [{'by': name, 'quantity': decimal(part)} for name, part in sorted(others.items())],
        'unit': unit_id(product.uom_id),
    }


def lot_of_others(name):
    products = env[LOT].search([('name', '=', name)], limit=5).product_id
    if not products:
        return {'kind': 'unknown'}
    return {'kind': 'of-another-item', 'items': [
        {'product': product.id, 'code': product.default_code or None, 'name': product.name} for product in products
    ]}


def reservations_of(lot, source, chain):
    """How much of a lot is reserved for the orders of the chain, and how much for whom else, by the name of its document."""
    mine = 0.0
    others = {}
    for line in env['stock.move.line'].search([
        ('lot_id', '=', lot.id), ('location_id', 'child_of', source.id), ('state', 'not in', ('draft', 'done', 'cancel')),
    ]):
        part = reserved_by(line)
        if line.move_id.raw_material_production_id in chain:
            mine += part
        elif part > 0:
            name = line.move_id.reference or line.move_id.origin or 'others'
            others[name] = others.get(name, 0.0) + part
    return mine, others


def read_lots(questions):
    CHAINS.update(load_chains([question['order'] for question in questions]))
    answers = []
    for question in questions:
        answers.append(lot_answer(question))
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'lots': read_lots(payload['lots'])}}
