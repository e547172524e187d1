# States and dates are not added up: whoever set them last is right.

STATES_FIRST = ('progress', 'to_close', 'confirmed', 'draft', 'done', 'cancel')


def set_value(record, field, value, history):
    """What set a field of a record, as far as effects and Odoo's own log of changes tell."""
    settings = []
    known = None
    for mark in history.get((record._name, record.id), []):
        found = mark['was']
        left = mark['left'].get(field)
        if found and found.get(field) == left != known or found and not settings:
            settings.append({'effect': None, 'at': found['at'], 'was': known, 'left': found.get(field), 'wasBy': None,
                'user': found['by']})
        was = (found or {}).get(field)
        if was != left:
            settings.append({**step(mark, was, left), 'user': None})
        known = left
    for user, at, old, new in tracked(record, field):
        settings.append({'effect': None, 'at': stamp(at), 'was': old, 'left': new, 'wasBy': None, 'user': user})
    return account(record, 'state' if field == 'state' else 'moment', record._name, value, [], settings, [])


def tracked(record, field):
    """Changes by people that Odoo logs by itself; the hub's own are told by its effects."""
    if field != 'state' or 'message_ids' not in record._fields:
        return []
    names = {}
    for key, name in record._fields['state']._description_selection(env):
        names[name] = key
    found = []
    for user, at, old, new in sql(
        'select m.create_uid, m.create_date, t.old_value_char, t.new_value_char from mail_tracking_value t'
        ' join mail_message m on m.id = t.mail_message_id join ir_model_fields f on f.id = t.' + TRACKED_FIELD +
        " where m.model = %s and m.res_id = %s and f.name = 'state' and m.create_uid <> %s order by t.id",
        record._name, record.id, env.uid,
    ):
        found.append((user, at, names.get(old, old), names.get(new, new)))
    return found


def state_of(chain, wish, history):
    if wish.get('operation'):
        steps = steps_named(chain, wish['operation'])
        return set_value(steps[-1], 'state', steps[-1].state, history)
    for state in STATES_FIRST:
        for order in chain:
            if order.state == state:
                return set_value(order, 'state', state, history)


def start_of(chain, wish, history):
    record = steps_named(chain, wish['operation'])[0] if wish.get('operation') else chain[0]
    return set_value(record, 'start', stamp(record.date_start or None), history)


def end_of(chain, wish, history):
    record = steps_named(chain, wish['operation'])[-1] if wish.get('operation') else chain[-1]
    return set_value(record, 'end', stamp(record.date_finished or None), history)
