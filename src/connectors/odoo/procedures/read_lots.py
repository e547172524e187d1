# What a lot is to an order that is to use some of it: whose it is, until when it may be used, how much of it nobody else
# has reserved. Each question is answered by itself: one that cannot be answered never spoils its neighbours.

# What several questions ask alike is looked up once.
FOUND = {}
MOST_NAMES = 5


def lot_answer(question):
    try:
        return {'lot': question['lot'], 'standing': lot_standing(question)}
    except UserError as problem:
        return {'lot': question['lot'], 'refusal': refusal(problem)}


def lot_standing(question):
    product = item_once(question['item'])
    if product.tracking == 'none':
        return {'kind': 'not-kept'}
    lot = lot_once(product, question['lot'])
    if not lot:
        return lot_of_others(question['lot'])
    order = order_for_use(chain_of(question['order']), product)
    planned = planned_use(order, product, None)
    source = source_of(order, planned, question.get('from'))
    there, reserved = stock_once(product, source, lot)
    mine = 0.0
    for line in planned.move_line_ids:
        if line.lot_id == lot and line.location_id.parent_path.startswith(source.parent_path):
            mine += reserved_by(line)
    free = max(0.0, there - reserved + mine)
    short = compared(product.uom_id, roughly(question['quantity'], product.uom_id), free) > 0
    return {
        'kind': 'known',
        # Only an app of Odoo's keeps dates of lots.
        'expires': stamp(lot.expiration_date) if 'expiration_date' in lot._fields else None,
        'free': decimal(free),
        'reserved': reserved_for_others(lot, source, planned) if short else [],
        'unit': unit_id(product.uom_id),
    }


def item_once(item):
    key = ('item', item.get('product'), item.get('code'))
    if key not in FOUND:
        FOUND[key] = item_named(item)
    return FOUND[key]


def lot_once(product, name):
    key = ('lot', product.id, name)
    if key not in FOUND:
        FOUND[key] = lot_named(product, name)
    return FOUND[key]


def stock_once(product, source, lot):
    """What of a lot lies at a place, and how much of that is reserved for whomever."""
    key = ('stock', lot.id, source.id)
    if key not in FOUND:
        there = 0.0
        reserved = 0.0
        for _shelf, quantity, kept in shelves(product, source, lot):
            there += quantity
            reserved += kept
        FOUND[key] = (there, reserved)
    return FOUND[key]


def lot_of_others(name):
    products = env[LOT].search([('name', '=', name)], limit=MOST_NAMES).product_id
    if not products:
        return {'kind': 'unknown'}
    return {'kind': 'of-another-item', 'items': [
        {'product': product.id, 'code': product.default_code or None, 'name': product.name} for product in products
    ]}


def reserved_for_others(lot, source, planned):
    """Who else has reserved how much, by the names of their documents: the most first, and many in one."""
    held = {}
    for line in env['stock.move.line'].search([
        ('lot_id', '=', lot.id),
        ('location_id', 'child_of', source.id),
        ('state', 'not in', ('draft', 'done', 'cancel')),
        ('move_id', 'not in', planned.ids),
    ]):
        part = reserved_by(line)
        if part > 0:
            name = line.move_id.reference or 'others'
            held[name] = held.get(name, 0.0) + part
    most = sorted([(-part, name) for name, part in held.items()])
    told = [{'by': name, 'quantity': decimal(-part)} for part, name in most[:MOST_NAMES]]
    if most[MOST_NAMES:]:
        rest = -sum([part for part, _name in most[MOST_NAMES:]])
        told.append({'by': '%d others' % len(most[MOST_NAMES:]), 'quantity': decimal(rest)})
    return told


def read_lots(questions):
    CHAINS.update(load_chains([question['order'] for question in questions]))
    answers = []
    for question in questions:
        answers.append(lot_answer(question))
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'lots': read_lots(payload['lots'])}}
