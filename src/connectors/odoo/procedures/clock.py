# When work at an operation began and stood still, and time that is told by itself.


def start_operation(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    step = step_for_work(chain, body['operation'])
    before = work_standing(chain, step)
    if step.state != 'done':
        set_over(step, False)
    return clock_result(chain, step, [], before)


def void_start(effect):
    """The work order is as if it had not begun, unless something else happened there or another start stands."""
    chain = chain_of(effect['body']['order'])
    open_orders(chain)
    original = original_of(effect, 'startOperation', chain)
    if taken_back_before(effect['body']['original']):
        refuse('OVER_REVERSAL', 'This start is taken back already')
    step = open_step(chain, original)
    before = work_standing(chain, step)
    if step.state == 'progress' and not step.qty_produced and not step.time_ids and not other_starts(step, effect['body']['original']):
        step.write({'state': 'ready'})
        flush()
        order = step.production_id
        if not happened(order) and not order.workorder_ids.filtered(is_going_on):
            # Odoo itself never goes back to it.
            put(order, {'state': 'confirmed'})
    return clock_result(chain, step, [], before)


def record_downtime(effect):
    """Downtime is the work centre's, not the work order's: it costs the order nothing, and counts in Odoo's own figures.
    A standstill of an asset counts there what this does not."""
    body = effect['body']
    chain = chain_of(body['order'])
    step = steps_of(chain, body['operation'])[0]
    before = work_standing(chain, step)
    centre = step.workcenter_id
    lock_centres(centre.ids)
    entry = env[ENTRIES].create({
        'workcenter_id': centre.id,
        'company_id': step.company_id.id,
        'loss_id': loss_named(body.get('reason')).id,
        'date_start': moment(body['started']),
        'date_end': moment(body['ended']),
        'description': '%s %s: %s (%s)' % (step.production_id.name, step.name, body.get('reason') or 'stood still', effect['message']),
    })
    put(entry, {'duration': minutes_in(centre, entry.loss_id, [(entry.date_start, entry.date_end)])})
    count_anew(centre, entry.date_start, entry.date_end)
    return clock_result(chain, step, [entry.id], before)


def report_time(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    step = step_for_work(chain, body['operation'])
    end = moment(body['ended']) if body.get('ended') else moment(effect['occurred'])
    minutes = body.get('minutes') or str((end - moment(body['started'])).total_seconds() / 60.0)
    if body.get('ended') and body.get('person') and body['overlap'] == 'refuse':
        refuse_overlap(body)
    before = work_standing(chain, step)
    where = step if body['of'] == 'machine' else labour_step(step.production_id, labour_centre(step.workcenter_id))
    words = '%s%s, reported %s to %s (%s)' % (
        body['person'] + ': ' if body.get('person') else '', body.get('activity') or step.name, body.get('started') or '?', end, effect['message'])
    entries = book_times([time_entry(where, minutes, end, words)], [minutes])
    result = clock_result(chain, step, entries.ids, before)
    result['after']['rate'] = decimal(where.workcenter_id.costs_hour)
    result['posted'].update({'person': body.get('person') or '', 'from': body.get('started') or '', 'to': body.get('ended') or ''})
    return result


def reverse_time(effect):
    chain = chain_of(effect['body']['order'])
    open_orders(chain)
    original = original_of(effect, 'reportTime', chain)
    if taken_back_before(effect['body']['original']):
        refuse('OVER_REVERSAL', 'This time is taken back already')
    step = open_step(chain, original)
    before = work_standing(chain, step)
    void_time(original['times'], effect)
    return clock_result(chain, step, original['times'], before)


def clock_result(chain, step, times, before):
    return {
        'documents': work_documents(step, times, env['stock.scrap']),
        'before': before,
        'after': work_standing(chain, step),
        'posted': {'step': step.id, 'times': times},
    }


def is_going_on(step):
    return step.state in ('progress', 'done')


def open_step(chain, original):
    step = env['mrp.workorder'].browse(original['step']).exists()
    if not step or not is_open(step.production_id):
        refuse('ORDER_CLOSED', chain[0].name + ' is closed in Odoo')
    return step


def taken_back_before(key):
    return bool(sql('select 1 from x_millwright_effect where x_original = %s', key))


def other_starts(step, but_for):
    return bool(sql(
        "select 1 from x_millwright_effect e where e.x_operation = 'startOperation' and e.x_key <> %s"
        " and (e.x_result::jsonb -> 'posted' ->> 'step')::int = %s"
        ' and not exists (select 1 from x_millwright_effect r where r.x_original = e.x_key) limit 1',
        but_for,
        step.id,
    ))


def refuse_overlap(body):
    """The same person at two places at once, on whatever order: times that only touch do not overlap."""
    rows = sql(
        "select p.name, e.x_result::jsonb -> 'posted' ->> 'from', e.x_result::jsonb -> 'posted' ->> 'to'"
        " from x_millwright_effect e join mrp_production p on p.id = e.x_order where e.x_operation = 'reportTime'"
        " and e.x_result::jsonb -> 'posted' ->> 'person' = %s and e.x_result::jsonb -> 'posted' ->> 'from' < %s"
        " and e.x_result::jsonb -> 'posted' ->> 'to' > %s"
        ' and not exists (select 1 from x_millwright_effect r where r.x_original = e.x_key) limit 1',
        body['person'],
        body['ended'],
        body['started'],
    )
    for name, start, end in rows:
        refuse('OVERLAP', '%s is booked on %s from %s to %s already' % (body['person'], name, start, end))
