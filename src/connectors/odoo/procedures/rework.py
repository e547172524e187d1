# Rework is a work order of its own on the order, beside the routing: its time is cost of the order, and it makes no
# quantity. A manufacturing order of its own would count the same pieces twice, and could not use them up either: Odoo
# takes no order whose component is what it makes. The good pieces count at the operation that had not made them well.


def open_rework(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    step = step_for_work(chain, body['operation'])
    quantity = amount(body['quantity'], step.product_uom_id)
    order = step.production_id
    before = work_standing(chain, step)
    named = body.get('document') or body.get('nonconformance') or effect['message'].split(' ')[-1]
    name = 'Rework %s: %s of %s' % (named, decimal(quantity), step.name)
    rework = new_step_beside(order, step.workcenter_id, name, 'ready')
    return rework_result(chain, step, rework, before, [], {'quantity': quantity})


def complete_rework(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'openRework', chain)
    rework = open_step(chain, original)
    step = env['mrp.workorder'].browse(original['of'])
    good = amount(body['good'], step.product_uom_id)
    scrap = amount(body['scrap'], step.product_uom_id) if body.get('scrap') else 0.0
    left = rework_left(body['original'], original['quantity']) - good - scrap
    if compared(step.product_uom_id, left, 0) < 0:
        refuse('OVER_COMPLETION', 'Only %s are left of this rework' % decimal(left + good + scrap))
    before = work_standing(chain, step)
    end = moment(effect['occurred'])
    words = report_words(effect, good, scrap, None)
    values = []
    minutes = []
    if float(body.get('machineTime') or '0'):
        values.append(time_entry(rework, body['machineTime'], end, words))
        minutes.append(body['machineTime'])
    if float(body.get('labourTime') or '0'):
        labour = labour_step(step.production_id, labour_centre(step.workcenter_id))
        values.append(time_entry(labour, body['labourTime'], end, words))
        minutes.append(body['labourTime'])
    times = book_times(values, minutes).ids if values else []
    add_good(step, good)
    scraps = scrap_in_process(step, scrap, env[LOT], 'not saved by ' + rework.name) if scrap else env['stock.scrap']
    set_over(step, is_over(step, ''))
    set_over(rework, is_nothing(step.product_uom_id, left))
    return rework_result(chain, step, rework, before, times, {'good': good, 'scrap': scrap, 'scraps': scraps.ids})


def cancel_rework(effect):
    """What is left of an opening, or the whole of a completion."""
    key = effect['body']['original']
    chain = chain_of(effect['body']['order'])
    open_orders(chain)
    rows = sql("select x_operation from x_millwright_effect where x_key = %s", key)
    if rows and rows[0][0] == 'completeRework':
        return uncomplete_rework(effect, chain)
    original = original_of(effect, 'openRework', chain)
    rework = open_step(chain, original)
    step = env['mrp.workorder'].browse(original['of'])
    left = rework_left(key, original['quantity'])
    if compared(step.product_uom_id, left, 0) <= 0:
        refuse('OVER_REVERSAL', 'Nothing is left of this rework')
    before = work_standing(chain, step)
    if rework.time_ids or compared(step.product_uom_id, left, original['quantity']) < 0:
        set_over(rework, True)
    else:
        cancel_step(rework)
    return rework_result(chain, step, rework, before, [], {'quantity': left})


def uncomplete_rework(effect, chain):
    original = original_of(effect, 'completeRework', chain)
    if taken_back_before(effect['body']['original']):
        refuse('OVER_REVERSAL', 'This completion is taken back already')
    rework = open_step(chain, original)
    step = env['mrp.workorder'].browse(original['of'])
    before = work_standing(chain, step)
    add_good(step, -original['good'])
    void_time(original['times'], effect)
    moves = env['stock.move']
    for move in moves_of(env['stock.scrap'].browse(original['scraps'])):
        moves |= unscrap(move, step.production_id, None)
    set_over(step, is_over(step, ''))
    set_over(rework, False)
    result = rework_result(chain, step, rework, before, original['times'], {'whole': True})
    result['documents'] += documents_of(step.production_id, moves)[1:]
    return result


def rework_left(key, opened):
    """What is neither completed nor given up of an opening."""
    done = sql(
        "select coalesce(sum((e.x_result::jsonb -> 'posted' ->> 'good')::float + (e.x_result::jsonb -> 'posted' ->> 'scrap')::float), 0)"
        " from x_millwright_effect e where e.x_original = %s and e.x_operation = 'completeRework'"
        ' and not exists (select 1 from x_millwright_effect r where r.x_original = e.x_key)',
        key,
    )[0][0]
    given_up = sql(
        "select coalesce(sum((x_result::jsonb -> 'posted' ->> 'quantity')::float), 0) from x_millwright_effect"
        " where x_original = %s and x_operation = 'cancelRework'",
        key,
    )[0][0]
    return opened - float(done) - float(given_up)


def rework_result(chain, step, rework, before, times, posted):
    documents = work_documents(step, times, env['stock.scrap'])
    documents.insert(1, {'kind': 'mrp.workorder', 'id': rework.id, 'label': rework.name})
    return {
        'documents': documents,
        'before': before,
        'after': work_standing(chain, step),
        'posted': {'step': rework.id, 'of': step.id, 'times': times, **posted},
    }
