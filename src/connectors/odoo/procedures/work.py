def complete_operation(effect):
    body = effect['body']
    chain = chain_of(body['order'])
    step = step_for_work(chain, body['operation'])
    before = work_standing(chain, body['operation'])
    good = amount(body['good'], step.product_uom_id)
    scrap = amount(body['scrap'], step.product_uom_id) if body.get('scrap') else 0.0
    end = moment(effect['occurred'])
    start = moment(body['started']) if body.get('started') else None
    if start and start > end:
        refuse('END_BEFORE_START', 'The work ended before it began')
    words = report_words(effect, good, scrap, start)
    machine = body.get('machineTime') or (str((end - start).total_seconds() / 60.0) if start else None)
    times = book_time(step, machine, end, words) if machine else []
    if body.get('labourTime') and float(body['labourTime']):
        times += book_time(labour_step(step), body['labourTime'], end, words)
    add_good(step, good)
    scraps = scrap_in_process(step, scrap, env['stock.lot'], 'reported with operation ' + step.name) if scrap else env['stock.scrap']
    set_over(step, body.get('final') or is_over(step, ''))
    return {
        'documents': work_documents(step, times, scraps),
        'before': before,
        'after': work_standing(chain, body['operation']),
        'posted': {'step': step.id, 'good': good, 'final': bool(body.get('final')), 'times': times, 'scraps': scraps.ids},
    }


def reverse_completion(effect):
    """Good quantity goes back in parts or as a whole; time and scrap of the report only with the whole of it."""
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'completeOperation', chain)
    step = env['mrp.workorder'].browse(original['step']).exists()
    if not step or not is_open(step.production_id):
        refuse('ORDER_CLOSED', chain[0].name + ' is closed in Odoo')
    before = work_standing(chain, operation_name(step))
    quantity, whole = report_left(body, original, step.product_uom_id)
    add_good(step, -quantity)
    moves = env['stock.move']
    if whole:
        void_time(original['times'], effect)
        for move in env['stock.scrap'].browse(original['scraps']).move_ids:
            moves |= unscrap(move, step.production_id, None)
    set_over(step, is_over(step, body['original'] if whole else ''))
    return {
        'documents': work_documents(step, original['times'] if whole else [], env['stock.scrap'])
        + documents_of(step.production_id, moves)[1:],
        'before': before,
        'after': work_standing(chain, operation_name(step)),
        'posted': {'step': step.id, 'quantity': quantity, 'whole': whole, 'moves': moves.ids},
    }


def report_left(body, original, unit):
    """How much of a report is taken back, and whether nothing of it is left then."""
    undone, gone = sql(
        "select coalesce(sum((x_result::jsonb -> 'posted' ->> 'quantity')::float), 0),"
        " coalesce(bool_or((x_result::jsonb -> 'posted' ->> 'whole')::boolean), false)"
        " from x_millwright_effect where x_original = %s",
        body['original'],
    )[0]
    left = unit.round(original['good'] - undone)
    quantity = amount(body['quantity'], unit) if body.get('quantity') else left
    if gone or unit.compare(quantity, left) > 0:
        refuse('OVER_REVERSAL', '%s cannot be taken back: %s is left of the report' % (decimal(quantity), decimal(left)))
    return quantity, unit.compare(quantity, left) == 0


def work_documents(step, times, scraps):
    found = [
        {'kind': 'mrp.production', 'id': step.production_id.id, 'label': step.production_id.name},
        {'kind': 'mrp.workorder', 'id': step.id, 'label': step.name},
    ]
    for entry in env['mrp.workcenter.productivity'].browse(times):
        found.append({'kind': 'mrp.workcenter.productivity', 'id': entry.id, 'label': '%s min' % decimal(entry.duration)})
    for scrap in scraps:
        found.append({'kind': 'stock.scrap', 'id': scrap.id, 'label': scrap.name})
    return found


def moment(stamp):
    return datetime.datetime.strptime(stamp, '%Y-%m-%d %H:%M:%S')
