# What people plan and do in Odoo's own Maintenance, where a plant has no CMMS beside it. What the hub itself has copied
# there is not among it: nobody is told back what they said.

REQUESTS = 'maintenance.request'


def numbers_of(wish):
    """Page by page, by when it was written last: read here, since a search keeps no fractions of a second."""
    return [row[0] for row in sql(
        'select r.id from maintenance_request r where r.create_uid is distinct from %s'
        ' and (r.company_id is null or r.company_id = %s)'
        ' and (%s::timestamp is null or r.write_date >= %s::timestamp)'
        ' and (%s::timestamp is null or (r.write_date, r.id) > (%s::timestamp, %s::int))'
        ' and (%s::int is null or r.id = %s::int)'
        ' order by r.write_date, r.id limit %s',
        env.uid,
        env.company.id,
        wish['since'], wish['since'],
        wish['after'], wish['after'], wish['afterId'],
        wish['id'], wish['id'],
        wish['limit'] + 1,
    )]


def request_told(request, stages):
    stage = request.stage_id
    equipment = request.equipment_id
    return {
        'id': request.id,
        'title': request.name or '',
        'corrective': request.maintenance_type != 'preventive',
        'urgent': request.priority == '3',
        'archived': bool(request.archive),
        'done': bool(stage.done),
        'begun': bool(stage and not stage.done and stage != stages[:1]),
        'blocked': request.kanban_state == 'blocked',
        'from': stamp(request.schedule_date) if request.schedule_date else None,
        'to': end_of(request),
        'created': stamp(request.create_date),
        'closed': stamp(request.close_date) if request.close_date else None,
        'written': stamp(request.write_date),
        'by': request.user_id.login or None,
        'equipment': {
            'id': equipment.id,
            'name': equipment.name,
            'serial': equipment.serial_no or None,
        } if equipment else None,
    }


def read_maintenance(wish):
    if REQUESTS not in env:
        refuse('NOT_INSTALLED', 'This Odoo has no app Maintenance: install it, or set maintenance to off')
    numbers = numbers_of(wish)
    stages = env['maintenance.stage'].sudo().search([], order='sequence, id')
    # As this body was reviewed: by rights of their own users see the requests they follow, and no others.
    requests = env[REQUESTS].sudo().browse(numbers[:wish['limit']])
    told = []
    for request in requests:
        told.append(request_told(request, stages))
    return {
        'requests': told,
        'more': len(numbers) > wish['limit'],
    }


action = {'type': 'ir.actions.act_window_close', 'infos': read_maintenance(payload)}
