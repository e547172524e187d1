# An account: one value as it stands in Odoo, and the entries that make it, each with what effects left of it, who made it
# and who changed it last. Amounts are signed decimal text; nothing is judged here.


def history_of(orders):
    """Per record, what effects found and left there, the first effect first."""
    found = {}
    for key, operation, at, traces in sql(
        "select x_key, x_operation, create_date, x_result::jsonb -> 'traces' from x_millwright_effect where x_order = any(%s) order by id",
        orders,
    ):
        for mark in traces or []:
            found.setdefault((mark['kind'], mark['id']), []).append(
                {'effect': key, 'operation': operation, 'at': stamp(at), 'was': mark['was'], 'left': mark['left']})
    return found


def signed(number, sign):
    return decimal(sign * float(number or 0.0))


def touch(user, at):
    return {'user': user, 'at': stamp(at)}


def step(seen, was, left):
    by = (seen['was'] or {}).get('by')
    return {'effect': seen['effect'], 'at': seen['at'], 'was': was, 'left': left,
        'wasBy': {'user': by, 'at': seen['was']['at']} if by else None}


def entry(kind, record, label, amount, at, made, changed, steps):
    return {'kind': kind, 'id': record, 'label': label or '', 'amount': amount, 'at': stamp(at), 'made': made, 'changed': changed,
        'steps': steps, 'rule': None, 'lot': None, 'place': None, 'quantity': None, 'price': None}


def computed(record, rule, amount):
    """A part that no record stands for: Odoo reckons it."""
    made = entry(record._name, record.id, record.display_name, amount, record.write_date,
        touch(1, record.create_date), touch(1, record.write_date), [])
    return {**made, 'rule': rule}


def lines_in(moves):
    return sql(
        'select m.id, l.id, m.reference, m.date, l.create_uid, l.create_date, l.write_uid, l.write_date,'
        ' l.quantity_product_uom, t.name, s.complete_name, d.complete_name'
        ' from stock_move m join stock_move_line l on l.move_id = m.id left join stock_lot t on t.id = l.lot_id'
        ' join stock_location s on s.id = l.location_id join stock_location d on d.id = l.location_dest_id'
        " where m.id = any(%s) and m.state = 'done' order by m.id, l.id",
        moves,
    )


def line_entry(row, sign, history):
    move, line, label, at, maker, made, changer, changed, quantity, lot, source, target = row
    steps = line_steps(history.get(('stock.move', move), []), line, sign)
    return {
        **entry('stock.move', move, label, signed(quantity, sign), at, touch(maker, made), touch(changer, changed), steps),
        'lot': lot,
        'place': target if sign > 0 else source,
    }


def quantity_entries(moves, history):
    """One entry per line of the moves, `moves` being pairs of record and sign."""
    signs = dict(moves)
    entries = []
    there = []
    for row in lines_in(list(signs)):
        there.append(row[1])
        entries.append(line_entry(row, signs[row[0]], history))
    return entries + lost_lines(signs, there, history)


def line_steps(seen, line, sign):
    steps = []
    for one in seen:
        for there, quantity in one['left'].get('lines', []):
            if there == line:
                steps.append(step(one, None, signed(quantity, sign)))
    return steps


def lost_lines(signs, there, history):
    """Lines that effects left and somebody deleted."""
    entries = []
    for move in env['stock.move'].browse(list(signs)):
        for one in history.get(('stock.move', move.id), []):
            for line, quantity in one['left'].get('lines', []):
                if line not in there and float(quantity):
                    entries.append(entry('stock.move', move.id, move.reference, '0', move.date,
                        touch(move.create_uid.id, move.create_date), touch(move.write_uid.id, move.write_date),
                        [step(one, None, signed(quantity, signs[move.id]))]))
    return entries


def value_entries(moves, history):
    """One entry per move: what it is worth."""
    signs = dict(moves)
    entries = []
    for move, label, at, maker, made, changer, changed, value, quantity in sql(
        'select m.id, m.reference, m.date, m.create_uid, m.create_date, m.write_uid, m.write_date, ' + MOVE_VALUE + ','
        ' (select sum(l.quantity_product_uom) from stock_move_line l where l.move_id = m.id)'
        " from stock_move m where m.id = any(%s) and m.state = 'done' order by m.id",
        list(signs),
    ):
        steps = []
        for one in history.get(('stock.move', move), []):
            if 'value' in one['left']:
                was = (one['was'] or {}).get('value')
                steps.append(step(one, was and signed(was, signs[move]), signed(one['left']['value'], signs[move])))
        entries.append({
            **entry('stock.move', move, label, signed(value, signs[move]), at, touch(maker, made), touch(changer, changed), steps),
            'quantity': decimal(float(quantity or 0.0)),
            'price': decimal(float(value) / float(quantity)) if quantity else None,
        })
    return entries


def time_entries(steps, history, amount_of):
    """One entry per time of the work orders; `amount_of` says what minutes and seconds of one are worth."""
    entries = []
    for one in steps:
        for time in one.time_ids.sorted('id'):
            seen = []
            for mark in history.get(('mrp.workcenter.productivity', time.id), []):
                left = mark['left']
                seen.append(step(mark, None, decimal(amount_of(one, float(left['minutes']), left['seconds']))))
            entries.append({
                **entry('mrp.workcenter.productivity', time.id, one.name, decimal(amount_of(one, time.duration, seconds_of(time))),
                    time.date_end or time.date_start, touch(time.create_uid.id, time.create_date),
                    touch(time.write_uid.id, time.write_date), seen),
                'quantity': decimal(time.duration),
            })
    return entries


def micro(text):
    return int(round(float(text) * 1000000))


def summed(entries):
    total = 0
    for one in entries:
        total += micro(one['amount'])
    return total


def made_and_changed(record):
    return {'made': touch(record.create_uid.id, record.create_date), 'changed': touch(record.write_uid.id, record.write_date)}


def account(record, measure, unit, value, entries, settings, places):
    return {
        'document': {'kind': record._name, 'id': record.id, 'label': record.display_name},
        'measure': measure,
        'unit': unit,
        'value': value,
        'record': made_and_changed(record),
        'entries': entries,
        'settings': settings,
        'places': places,
    }
