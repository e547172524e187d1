# What an effect left in Odoo's records, kept with its key: so that whatever is there later can be told apart into what the
# hub did and what somebody else did after it.


# What closes orders and so gives earlier moves another value: an order that is cancelled may be closed with nothing.
CLOSING = ('closeOrder', 'cancelOrder')


def progress_of(orders):
    """What is not posted but set: state, dates and good quantity, with who set it last and when."""
    found = {}
    if not orders:
        return found
    for record, state, shown, start, end, by, at in sql(
        'select id, state, qty_producing, date_start, date_finished, write_uid, write_date from mrp_production where id = any(%s)',
        orders,
    ):
        found[('mrp.production', record)] = {
            'state': state, 'shown': decimal(shown or 0.0), 'start': stamp(start), 'end': stamp(end), 'by': by, 'at': stamp(at)}
    for record, good, state, start, end, by, at in sql(
        'select id, qty_produced, state, date_start, date_finished, write_uid, write_date from mrp_workorder'
        ' where production_id = any(%s)',
        orders,
    ):
        found[('mrp.workorder', record)] = {
            'good': decimal(good or 0.0), 'state': state, 'start': stamp(start), 'end': stamp(end), 'by': by, 'at': stamp(at)}
    return found


def is_other(was, left):
    for name in left:
        if name not in ('by', 'at') and left[name] != was.get(name):
            return True
    return False


def worth_of_moves(moves):
    found = {}
    if moves:
        for record, value, by, at in sql(
            'select m.id, ' + MOVE_VALUE + ', m.write_uid, m.write_date from stock_move m where m.id = any(%s)', moves
        ):
            found[record] = {'value': '%.6f' % float(value), 'by': by, 'at': stamp(at)}
    return found


def members_of(effect):
    return CHAINS[effect['body']['order']].ids if effect['body']['order'] in CHAINS else []


def output_moves(orders):
    return [row[0] for row in sql(
        "select m.id from stock_move m where m.production_id = any(%s) and m.state = 'done'", orders)] if orders else []


def before_effects(effects):
    """What stands before a wave: closing is the only effect that changes what earlier ones left of moves."""
    orders = []
    closing = []
    for effect in effects:
        orders += members_of(effect)
        if effect['operation'] in CLOSING:
            closing += members_of(effect)
    return {'orders': orders, 'progress': progress_of(orders), 'worth': worth_of_moves(output_moves(closing))}


def traces_of(effects, results, before):
    """Per effect what it left, and what it found where that was there before."""
    after = progress_of(before['orders'])
    closed = worth_of_moves(list(before['worth']))
    found = []
    moves = []
    for effect, result in zip(effects, results):
        moves.append(moves_in(result))
    everything = []
    for some in moves:
        everything += some
    worth = worth_of_moves(everything)
    lines = lines_of(everything)
    for effect, result, own in zip(effects, results, moves):
        marks = []
        members = members_of(effect)
        steps = env['mrp.production'].browse(members).workorder_ids.ids
        for kind, ids in (('mrp.production', members), ('mrp.workorder', steps)):
            for record in ids:
                was = before['progress'].get((kind, record))
                left = after.get((kind, record))
                # Also where only the signature changes: whose it was is nowhere else.
                if left and (not was or is_other(was, left) or was['by'] != left['by']):
                    marks.append({'kind': kind, 'id': record, 'was': was, 'left': left})
        for record in own:
            marks.append({'kind': 'stock.move', 'id': record, 'was': None, 'left': {
                'value': worth[record]['value'] if record in worth else '0', 'lines': lines.get(record, [])}})
        if effect['operation'] in CLOSING:
            for record in output_moves(members):
                if record in closed and closed[record]['value'] != before['worth'][record]['value']:
                    marks.append({'kind': 'stock.move', 'id': record,
                        'was': before['worth'][record], 'left': {'value': closed[record]['value']}})
        times = [one['id'] for one in result['documents'] if one['kind'] == 'mrp.workcenter.productivity']
        for entry in env['mrp.workcenter.productivity'].browse(times):
            marks.append({'kind': 'mrp.workcenter.productivity', 'id': entry.id, 'was': None, 'left': {
                'minutes': decimal(entry.duration), 'seconds': seconds_of(entry)}})
        found.append(marks)
    return found


def moves_in(result):
    ids = [one['id'] for one in result['documents'] if one['kind'] == 'stock.move']
    scraps = [one['id'] for one in result['documents'] if one['kind'] == 'stock.scrap'] + result['posted'].get('scraps', [])
    for record in moves_of(env['stock.scrap'].browse(scraps)).ids:
        if record not in ids:
            ids.append(record)
    return ids


def lines_of(moves):
    found = {}
    if moves:
        for move, line, quantity in sql(
            'select l.move_id, l.id, l.quantity_product_uom from stock_move_line l where l.move_id = any(%s) order by l.id',
            moves,
        ):
            found.setdefault(move, []).append([line, decimal(quantity or 0.0)])
    return found
