# Standstills of assets that are over: one entry of the work centre for each, corrected with it and gone when it was none.


def name_of(body):
    return 'downtime ' + body['downtime']


def entry_of(body):
    """The number of the entry that was made last for a standstill and not dropped, and the entry where it is still there."""
    made = sql(
        "select (x_result::json -> 'posted' ->> 'entry')::int from x_millwright_effect where x_original = %s"
        ' order by id desc limit 1',
        name_of(body),
    )
    number = made[0][0] if made else None
    return number, env[ENTRIES].search([('id', '=', number or 0)])


def keep(effect):
    body = effect['body']
    centre = centre_of(effect)
    made, entry = entry_of(body)
    if made and not entry and not body.get('anew'):
        refuse(
            'ENTRY_GONE',
            'The time for which %s was deleted in Odoo, where it is not entered again without being asked' % body['title'],
        )
    before = entry_standing(entry)
    was = [(one.workcenter_id, one.date_start, one.date_end) for one in entry]
    values = {
        'workcenter_id': centre.id,
        'company_id': centre.company_id.id or env.company.id,
        'loss_id': loss_named(body.get('reason'), env.ref('mrp.block_reason1', raise_if_not_found=False)).id,
        'date_start': body['from'],
        'date_end': body['to'],
        'description': '%s (%s)' % (body['title'], body['downtime']),
    }
    if entry:
        entry.write(values)
    else:
        entry = entry.create(values)
    for place, start, end in was:
        lock_centres(place.ids)
        count_anew(place, start, end)
    count_anew(centre, entry.date_start, entry.date_end, entry)
    return entry_result(entry, before)


def drop(effect):
    _made, entry = entry_of(effect['body'])
    before = entry_standing(entry)
    documents = entry_documents(entry)
    was = [(one.workcenter_id, one.date_start, one.date_end) for one in entry]
    entry.unlink()
    for place, start, end in was:
        count_anew(place, start, end)
    return {'documents': documents, 'before': before, 'after': entry_standing(env[ENTRIES]), 'posted': {'entry': None}}


def entry_result(entry, before):
    return {
        'documents': entry_documents(entry),
        'before': before,
        'after': entry_standing(entry),
        'posted': {'entry': entry.id},
    }


def entry_documents(entry):
    return [{'kind': ENTRIES, 'id': one.id, 'label': decimal(one.duration) + ' min'} for one in entry]


def entry_standing(entry):
    return {
        'from': stamp(entry.date_start) if entry else None,
        'to': stamp(entry.date_end) if entry else None,
        'minutes': decimal(entry.duration) if entry else None,
        'loss': entry.loss_id.name if entry else None,
    }


COUNTING = {'keep': keep, 'drop': drop}


def run_downtimes(effects):
    lock_centres([effect['body']['centre'] for effect in effects])
    answers = []
    for effect in effects:
        performed = perform_once(effect, COUNTING[effect['operation']], name_of(effect['body']))
        answers.append({'key': effect['key'], **performed})
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_downtimes(payload['effects'])}}
