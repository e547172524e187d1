# A plan somebody agreed to: operations go elsewhere, all or none. What Odoo says otherwise by now than when it was asked
# is respected: then nothing moves. Places are set as they were agreed to, without Odoo reckoning others from them.


def lock_steps(records):
    """One caller at a time per operation. The rows are really updated: whoever waited here fails with a serialization
    error and is repeated by Odoo with a new snapshot, in which it sees the places of the one before."""
    env.cr.execute(
        'update mrp_workorder set write_uid = write_uid where id in'
        ' (select id from mrp_workorder where id = any(%s) order by id for update)',
        (records,),
    )


def change_plan(effect):
    body = effect['body']
    steps = {}
    for step in env['mrp.workorder'].search([('id', 'in', [move['operation'] for move in body['moves']])]):
        steps[step.id] = step
    before = {}
    for move in body['moves']:
        step = steps.get(move['operation'])
        stands_still(step, move)
        before[label_of(step)] = place_text(step)
    orders = {}
    for order in env['mrp.production'].search([('id', 'in', [one['order'] for one in body['orders']])]):
        orders[order.id] = order
    for one in body['orders']:
        if not orders.get(one['order']) or not has_dates(orders[one['order']], one['from']):
            stale('Order %s has other dates by now' % (orders[one['order']].name if orders.get(one['order']) else one['order']))
    for move in body['moves']:
        put_step(steps[move['operation']], move['to'])
    for one in body['orders']:
        put_order(orders[one['order']], one['to'])
    flush()
    after = {}
    for move in body['moves']:
        after[label_of(steps[move['operation']])] = place_text(steps[move['operation']])
        if not is_at(steps[move['operation']], move['to']):
            refuse('READBACK_DIFFERS', '%s stands at %s instead' % (label_of(steps[move['operation']]), place_text(steps[move['operation']])))
    return {
        'documents': [{'kind': 'mrp.production', 'id': order.id, 'label': order.name} for order in orders.values()],
        'before': before,
        'after': after,
        'posted': {'operations': len(body['moves'])},
    }


def stale(sentence):
    refuse('STALE_PLAN', '%s; nothing was moved' % sentence)


def stands_still(step, move):
    if not step:
        stale('Operation %s is gone' % move['operation'])
    if step.state in ('progress', 'done', 'cancel') or step.production_id.state in ('draft', 'done', 'cancel'):
        stale('%s is begun, over or called off by now' % label_of(step))
    if not is_at(step, move['from']):
        stale('%s has another place by now: %s' % (label_of(step), place_text(step)))


def is_at(step, place):
    return (
        step.workcenter_id.id == place['centre']
        and has_dates(step, place)
        and abs(step.duration_expected - place['minutes']) < 0.02
    )


def has_dates(record, span):
    return text_of(planned_start(record)) == span['from'] and text_of(planned_end(record)) == span['until']


def text_of(at):
    return str(at)[:19] if at else ''


def at_of(text):
    return datetime.datetime.strptime(text, '%Y-%m-%d %H:%M:%S')


def put_step(step, place):
    centre = env['mrp.workcenter'].browse(place['centre'])
    step.leave_id.write({
        'resource_id': centre.resource_id.id,
        'calendar_id': centre.resource_calendar_id.id,
        'date_from': place['from'],
        'date_to': place['until'],
    })
    if step.workcenter_id != centre:
        set_values(step, {'workcenter_id': centre.id})
        flush()
    set_values(step, {
        PLANNED_START: at_of(place['from']),
        PLANNED_END: at_of(place['until']),
        'duration_expected': place['minutes'],
    })
    flush()


def put_order(order, span):
    """With the moves that are not over, as Odoo plans an order; what is booked keeps its date."""
    put(order, {PLANNED_START: at_of(span['from']), PLANNED_END: at_of(span['until'])})
    flush()
    order.move_raw_ids.filtered(is_waiting).write({'date': span['from'], 'date_deadline': span['from']})
    order.move_finished_ids.filtered(is_waiting).write({'date': span['until']})


def is_waiting(move):
    return move.state not in ('done', 'cancel')


def label_of(step):
    return '%s %s' % (step.production_id.name, step.name)


def place_text(step):
    return '%s from %s to %s UTC' % (step.workcenter_id.name, text_of(planned_start(step)), text_of(planned_end(step)))


def run_plan_changes(effects):
    answers = []
    for effect in effects:
        lock_steps([move['operation'] for move in effect['body']['moves']])
        answers.append({'key': effect['key'], **perform_once(effect, change_plan, effect['body']['plan'])})
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_plan_changes(payload['effects'])}}
