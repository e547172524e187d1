# Maintenance orders of a CMMS, each kept as one request of Odoo's own Maintenance, however often it changes. It is written
# as this body was reviewed and not by a right of the user: whoever may manage equipment may delete it, too.

REQUESTS = 'maintenance.request'
EQUIPMENT = 'maintenance.equipment'
STAGES = 'maintenance.stage'
# Nobody is written to about a copy, and Odoo 14 refuses to log for a user without a mail address.
QUIETLY = {
    'tracking_disable': True,
    'mail_create_nolog': True,
    'mail_create_nosubscribe': True,
    'mail_activity_automation_skip': True,
}


def lock_requests():
    """One caller at a time. The row is really updated: whoever waited here fails with a serialization error and is
    repeated by Odoo with a new snapshot, in which it sees the keys of the one before."""
    if REQUESTS in env:
        env.cr.execute(
            'update maintenance_stage set write_uid = write_uid where id in'
            ' (select id from maintenance_stage order by id limit 1 for no key update)')


def name_of(body):
    return 'maintenance of %s/%s' % (body['plant'], body['order'])


def made_for(body):
    """The number of the request that was made last for an order; none where nobody made one."""
    made = sql(
        "select (x_result::json -> 'posted' ->> 'request')::int from x_millwright_effect where x_original = %s"
        " and x_result::json -> 'posted' ->> 'request' is not null order by id desc limit 1",
        name_of(body),
    )
    return made[0][0] if made else None


def one_equipment(field, value):
    found = env[EQUIPMENT].sudo().search([(field, '=', value), ('company_id', 'in', (False, env.company.id))], limit=2)
    if len(found) > 1:
        refuse('UNKNOWN_EQUIPMENT', 'Odoo has more than one equipment of the name %s' % value)
    return found


def equipment_of(body):
    """By its serial number, else by its name; an order that is about a place is about no equipment."""
    if not body.get('asset'):
        return env[EQUIPMENT]
    for field, value in (
        ('serial_no', body.get('serial')),
        ('serial_no', body['asset']),
        ('name', body.get('name')),
        ('name', body['asset']),
    ):
        found = one_equipment(field, value) if value else env[EQUIPMENT]
        if found:
            return found
    refuse('UNKNOWN_EQUIPMENT', 'Odoo has no equipment of the serial number or name of %s' % (body.get('name') or body['asset']))


def stage_for(body):
    """The first stage, the one after it for what is worked on, and the first that is an end: plants name their own."""
    stages = env[STAGES].sudo().search([], order='sequence, id')
    ends = stages.filtered('done')
    open_ones = stages - ends
    if body['stands'] == 'done':
        return ends[:1]
    return open_ones[1:2] or open_ones[:1] if body['stands'] in ('begun', 'blocked') else open_ones[:1]


def values_for(body, request, equipment):
    fields = env[REQUESTS]._fields
    values = {
        'name': body['title'],
        'equipment_id': equipment.id,
        'maintenance_type': 'corrective' if body['corrective'] else 'preventive',
        'request_date': body['requested'],
        'schedule_date': body.get('from') or False,
        'kanban_state': 'blocked' if body['stands'] == 'blocked' else 'normal',
        'archive': body['stands'] == 'off',
    }
    # Until a request has an end of its own it is told how many hours it takes.
    if 'schedule_end' in fields:
        values['schedule_end'] = body.get('to') or False
    else:
        values['duration'] = body['hours']
    if equipment.maintenance_team_id:
        values['maintenance_team_id'] = equipment.maintenance_team_id.id
    stage = stage_for(body)
    # To write the stage it has would end it once more, and a recurring one would be followed by another.
    if body['stands'] != 'off' and stage and request.stage_id != stage:
        values['stage_id'] = stage.id
    return values


def keep(effect):
    body = effect['body']
    if REQUESTS not in env:
        refuse('NOT_INSTALLED', 'This Odoo has no app Maintenance: install it, or set maintenance to off')
    lock_requests()
    made = made_for(body)
    request = env[REQUESTS].sudo().with_context(**QUIETLY).search([('id', '=', made or 0)])
    before = request_standing(request)
    if not request and made and not body.get('anew') and body['stands'] != 'off':
        refuse('COPY_GONE', 'The request for %s was deleted in Odoo, where it is not made again without being asked' % body['label'])
    if not request and body['stands'] == 'off':
        return request_result(body, request, before)
    values = values_for(body, request, equipment_of(body))
    if request:
        request.write(values)
    else:
        request = request.create(values)
    # Odoo says today; where nobody has said when, that is as near as it gets.
    if body.get('closed') or not request.stage_id.done:
        request.write({'close_date': body.get('closed') or False})
    flush()
    return request_result(body, request, before)


def request_result(body, request, before):
    return {
        'documents': [{'kind': REQUESTS, 'id': one.id, 'label': one.name} for one in request],
        'before': before,
        'after': request_standing(request),
        'posted': {'request': request.id or None, 'equipment': request.equipment_id.id or None},
    }


def request_standing(request):
    return {
        'stage': request.stage_id.name or None,
        'equipment': request.equipment_id.name or None,
        'corrective': request.maintenance_type == 'corrective' if request else None,
        'from': stamp(request.schedule_date) if request.schedule_date else None,
        'to': end_of(request),
        'isArchived': bool(request.archive),
    }


def run_maintenance(effects):
    answers = []
    for effect in effects:
        answers.append({'key': effect['key'], **perform_once(effect, keep, name_of(effect['body']))})
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_maintenance(payload['effects'])}}
