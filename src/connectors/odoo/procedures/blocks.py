# Capacity that somebody takes from a work centre: one leave of its own resource for each window, moved and freed and
# never made twice. Leaves of others are nobody's business here. Each effect is performed under a savepoint of its own.

LEAVES = 'resource.calendar.leaves'


def name_of(body):
    return 'window %s at %s' % (body['window'], body['centre'])


def leave_of(body):
    """The leave that was made last for a window; none where nobody made one or somebody has deleted it."""
    made = sql(
        "select (x_result::json -> 'posted' ->> 'leave')::int from x_millwright_effect where x_original = %s"
        " and x_result::json -> 'posted' ->> 'leave' is not null order by id desc limit 1",
        name_of(body),
    )
    return env[LEAVES].search([('id', '=', made[0][0])]) if made else env[LEAVES]


def block(effect):
    body = effect['body']
    leave = leave_of(body)
    return move_leave(leave, body) if leave else make_leave(centre_of(effect), body)


def move_block(effect):
    body = effect['body']
    leave = leave_of(body)
    if leave:
        return move_leave(leave, body)
    if not body.get('anew'):
        refuse(
            'BLOCK_GONE',
            'The time that %s takes from %s was deleted in Odoo, where it is not made again without being asked'
            % (body['title'], centre_of(effect).name),
        )
    return make_leave(centre_of(effect), body)


def free_block(effect):
    leave = leave_of(effect['body'])
    before = standing_of(leave)
    documents = leave_documents(leave)
    leave.unlink()
    return {'documents': documents, 'before': before, 'after': standing_of(env[LEAVES]), 'posted': {'leave': None}}


def make_leave(centre, body):
    leave = env[LEAVES].create({
        'name': body['title'],
        'resource_id': centre.resource_id.id,
        'calendar_id': centre.resource_calendar_id.id,
        'company_id': centre.company_id.id,
        'date_from': body['from'],
        'date_to': body['to'],
        'time_type': 'leave',
    })
    return block_result(leave, standing_of(env[LEAVES]))


def move_leave(leave, body):
    before = standing_of(leave)
    leave.write({'name': body['title'], 'date_from': body['from'], 'date_to': body['to']})
    return block_result(leave, before)


def block_result(leave, before):
    return {
        'documents': leave_documents(leave),
        'before': before,
        'after': standing_of(leave),
        'posted': {'leave': leave.id},
    }


def standing_of(leave):
    return {'from': stamp(leave.date_from), 'to': stamp(leave.date_to)}


def leave_documents(leave):
    return [{'kind': LEAVES, 'id': one.id, 'label': one.name or ''} for one in leave]


BLOCKING = {'block': block, 'moveBlock': move_block, 'freeBlock': free_block}


def run_blocks(effects):
    lock_centres([effect['body']['centre'] for effect in effects])
    answers = []
    for effect in effects:
        performed = perform_once(effect, BLOCKING[effect['operation']], name_of(effect['body']))
        answers.append({'key': effect['key'], **performed})
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_blocks(payload['effects'])}}
