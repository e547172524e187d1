def prepare_report(effect, wave):
    body = effect['body']
    chain = chain_of(body['order'])
    step = step_for_work(chain, body['operation'])
    good = amount(body['good'], step.product_uom_id)
    scrap = amount(body['scrap'], step.product_uom_id) if body.get('scrap') else 0.0
    end = moment(effect['occurred'])
    start = moment(body['started']) if body.get('started') else None
    if start and start > end:
        refuse('END_BEFORE_START', 'The work ended before it began')
    machine = body.get('machineTime') or (str((end - start).total_seconds() / 60.0) if start else '0')
    labour = body.get('labourTime') or '0'
    return {
        'chain': chain,
        'order': step.production_id,
        'step': step,
        'good': good,
        'scrap': scrap,
        'final': bool(body.get('final')),
        'end': end,
        'machine': machine,
        'labour': labour,
        'centre': labour_centre(step.workcenter_id) if float(labour) else None,
        'words': report_words(effect, good, scrap, start),
    }


def complete_operations(plans, wave):
    before = work_standings(plans)
    values = []
    minutes = []
    for plan in plans:
        if float(plan['machine']):
            values.append(time_entry(plan['step'], plan['machine'], plan['end'], plan['words']))
            minutes.append(plan['machine'])
        if float(plan['labour']):
            values.append(time_entry(labour_step(plan['order'], plan['centre']), plan['labour'], plan['end'], plan['words']))
            minutes.append(plan['labour'])
    entries = list(book_times(values, minutes))
    for plan in plans:
        plan['times'] = times_of(plan, entries)
        add_good(plan['step'], plan['good'])
        plan['scraps'] = env['stock.scrap']
        if plan['scrap']:
            reason = 'reported with operation ' + plan['step'].name
            plan['scraps'] = scrap_in_process(plan['step'], plan['scrap'], env[LOT], reason)
    standings = []
    for plan in plans:
        standings.append((plan['step'], plan['final'] or is_over(plan['step'], '')))
    set_all_over(standings)
    after = work_standings(plans)
    results = []
    for plan, was, now in zip(plans, before, after):
        results.append({
            'documents': work_documents(plan['step'], plan['times'], plan['scraps']),
            'before': was,
            'after': now,
            'posted': {
                'step': plan['step'].id,
                'good': plan['good'],
                'final': plan['final'],
                'times': plan['times'],
                'scraps': plan['scraps'].ids,
            },
        })
    return results


def times_of(plan, entries):
    """The entries of a report, taken from the front of those that were made in the same order."""
    found = []
    for name in ('machine', 'labour'):
        if float(plan[name]):
            found.append(entries.pop(0).id)
    return found


def work_standings(plans):
    flush()
    found = []
    for plan in plans:
        steps = steps_of(plan['chain'], operation_name(plan['step']))
        found.append({
            'states': plan['chain'].mapped('state'),
            'operation': operation_name(plan['step']),
            'completed': decimal(sum([step.qty_produced for step in steps])),
            'minutes': decimal(sum([step.duration for step in steps])),
            'over': all([step.state in ('done', 'cancel') for step in steps]),
        })
    return found


def work_standing(chain, step):
    return work_standings([{'chain': chain, 'step': step}])[0]


def reverse_completion(effect):
    """Good quantity goes back in parts or as a whole; time and scrap of the report only with the whole of it."""
    body = effect['body']
    chain = chain_of(body['order'])
    open_orders(chain)
    original = original_of(effect, 'completeOperation', chain)
    step = env['mrp.workorder'].browse(original['step']).exists()
    if not step or not is_open(step.production_id):
        refuse('ORDER_CLOSED', chain[0].name + ' is closed in Odoo')
    before = work_standing(chain, step)
    quantity, whole = report_left(body, original, step.product_uom_id)
    add_good(step, -quantity)
    moves = env['stock.move']
    if whole:
        void_time(original['times'], effect)
        for move in moves_of(env['stock.scrap'].browse(original['scraps'])):
            moves |= unscrap(move, step.production_id, None)
    set_over(step, is_over(step, body['original'] if whole else ''))
    return {
        'documents': work_documents(step, original['times'] if whole else [], env['stock.scrap'])
        + documents_of(step.production_id, moves)[1:],
        'before': before,
        'after': work_standing(chain, step),
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
    left = rounded(unit, original['good'] - undone)
    quantity = amount(body['quantity'], unit) if body.get('quantity') else left
    if gone or compared(unit, quantity, left) > 0:
        refuse('OVER_REVERSAL', '%s cannot be taken back: %s is left of the report' % (decimal(quantity), decimal(left)))
    return quantity, compared(unit, quantity, left) == 0


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
