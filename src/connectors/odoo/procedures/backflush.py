# Component use that follows from a report, in the same transaction: moves like those of issues and returns. Remembered
# with the report that brought it about, so that what is given back is a return of the very move that used it.


def book_what_follows(effects, results):
    """What the reports used up or gave back beside what they say, and tells it with each."""
    plans = []
    by_key = {}
    wave = {}
    for effect, result in zip(effects, results):
        by_key[effect['key']] = result
        follows = effect['body'].get('backflush')
        if follows:
            result['posted']['uses'] = []
            chain = chain_of(effect['body']['order'])
            for line in follows['returns']:
                tell_use(result, give_back(effect, chain, line), '-', line)
            plans += use_plans(effect, follows['uses'], wave)
    if plans:
        for plan, use in zip(plans, issue_materials(plans, {})):
            result = by_key[plan['key']]
            tell_use(result, use['documents'], '+', plan['line'])
            result['posted']['uses'].append({'product': plan['product'].id, 'moves': use['posted']['moves']})


def use_plans(effect, lines, wave):
    plans = []
    for line in lines:
        plan = prepare_issue({'body': {'order': effect['body']['order'], 'anyLot': True, **line}}, wave)
        plan['line'] = line
        plan['key'] = effect['key']
        plans.append(plan)
    return plans


def tell_use(result, documents, sign, line):
    for document in documents:
        if document not in result['documents']:
            result['documents'].append(document)
    item = line['item'].get('code') or str(line['item']['product'])
    said = result['after'].get('usedUp')
    result['after']['usedUp'] = (said + ', ' if said else '') + sign + line['quantity']['value'] + ' ' + item


def goods_of_any_lot(product, source, needed, planned, wave):
    """Portions as `take` gives them, for goods whose lot nobody named: what is reserved for the order first, then what
    expires first, then what came first. What is expired already is nobody's to take."""
    parts = []
    left = needed
    for lot, there in lots_at_hand(product, source, planned, wave):
        part = min(left, there)
        if compared(product.uom_id, part, 0) > 0:
            parts.append((lot, part))
            left -= part
    if compared(product.uom_id, left, 0) > 0:
        refuse('NEGATIVE_STOCK', '%s: %s of %s %s are missing at %s, of whatever lot' % (
            product.display_name, decimal(left), decimal(needed), product.uom_id.name, source.complete_name))
    own = []
    others = []
    cuts = []
    for lot, part in parts:
        portions, cut = take(product, source, lot, part, planned, wave)
        own += portions[:len(cut)]
        others += portions[len(cut):]
        cuts += cut
    return own + others, cuts


def lots_at_hand(product, source, planned, wave):
    """Each lot with what can be taken of it, in the order in which it is to be taken."""
    expires = 'removal_date' in env[LOT]._fields
    rows = sql(
        "select q.lot_id, sum(q.quantity) from stock_quant q join stock_location l on l.id = q.location_id"
        " join stock_lot t on t.id = q.lot_id where q.product_id = %s and l.parent_path like %s"
        + (" and (t.expiration_date is null or t.expiration_date > now() at time zone 'utc')" if expires else '')
        + ' group by q.lot_id having sum(q.quantity) > 0 order by '
        + ('min(t.removal_date) nulls last, ' if expires else '')
        + 'min(q.in_date), q.lot_id',
        product.id,
        source.parent_path + '%',
    )
    there = {}
    for lot, quantity in rows:
        there[lot] = float(quantity)
    for (taken_product, shelf), quantity in wave.get('taken', {}).items():
        if taken_product == product.id and shelf[1] in there:
            there[shelf[1]] -= quantity
    found = []
    for lot in planned.move_line_ids.lot_id.ids + list(there):
        if lot in there:
            found.append((env[LOT].browse(lot), there.pop(lot)))
    return found


def give_back(effect, chain, line):
    """Returns of what was used up by itself: of the report that is taken back first, then of the latest one."""
    product = item_named(line['item'])
    left = amount(line['quantity'], product.uom_id)
    moves = env['stock.move']
    for used in uses_of(chain, product, effect['body'].get('original') or ''):
        order = used.raw_material_production_id
        there = moved_by(used.move_line_ids) - sum(returned_so_far(used).values())
        part = min(left, there)
        if is_open(order) and compared(product.uom_id, part, 0) > 0:
            moves |= back_on_shelf(used, order, part, None)
            left -= part
    if compared(product.uom_id, left, 0) > 0:
        refuse('OVER_REVERSAL', '%s of %s cannot be given back: so much of it was not used up' % (
            line['quantity']['value'], product.display_name))
    return documents_of(chain[0], moves)


def uses_of(chain, product, original):
    rows = sql(
        "select (u -> 'moves' ->> 0)::int from x_millwright_effect e,"
        " jsonb_array_elements(e.x_result::jsonb -> 'posted' -> 'uses') u"
        ' where e.x_order = any(%s) and (u ->> %s)::int = %s order by e.x_key = %s desc, e.id desc',
        chain.ids,
        'product',
        product.id,
        original,
    )
    return env['stock.move'].browse([row[0] for row in rows])
