# Machine time is a time entry of the work order; labour time one of the order's labour work order.


def book_time(step, minutes, end, words):
    """Odoo unites overlapping entries of a work order when it costs them, so one that would overlap is laid directly
    before what is there: minutes and money stay as reported, the reported times stand in the description."""
    span = datetime.timedelta(seconds=round(float(minutes) * 60))
    if not span:
        return []
    taken = []
    for entry in step.time_ids:
        taken.append((entry.date_end or datetime.datetime.max, entry.date_start))
    for other_end, other_start in sorted(taken, reverse=True):
        if other_end > end - span and other_start < end:
            end = other_start
    entry = env['mrp.workcenter.productivity'].create({
        'workorder_id': step.id,
        'workcenter_id': step.workcenter_id.id,
        'company_id': step.company_id.id,
        'loss_id': productive_time().id,
        'date_start': end - span,
        'date_end': end,
        'description': words,
    })
    if abs(entry.duration - float(minutes)) > 0.02:
        refuse('READBACK_DIFFERS', 'Odoo booked %s minutes instead of %s' % (decimal(entry.duration), minutes))
    return entry.ids


def productive_time():
    found = env['mrp.workcenter.productivity.loss'].search([('loss_type', '=', 'productive')], limit=1)
    if not found:
        refuse('UNMAPPED_CODE', 'Odoo has no productivity loss of the category Productive')
    return found


def labour_step(step):
    """The order's labour work order, made when first needed. Its work centre carries the hourly rate: the one with the
    code of the operation's own work centre and -LABOUR, else the one with the code LABOUR."""
    codes = ['LABOUR']
    if step.workcenter_id.code:
        codes.insert(0, step.workcenter_id.code + '-LABOUR')
    for code in codes:
        centre = env['mrp.workcenter'].search([('code', '=', code)], limit=1)
        if centre:
            break
    if not centre:
        refuse('UNMAPPED_CODE', 'Odoo has no labour work centre: give one the code ' + ' or '.join(codes))
    order = step.production_id
    for other in order.workorder_ids:
        if other.workcenter_id == centre and not other.operation_id:
            return other
    # Done from the start, so that it never keeps the order from being complete; unlinked from the routing's sequence.
    return env['mrp.workorder'].with_context(skip_confirm=True).create({
        'name': centre.name,
        'production_id': order.id,
        'workcenter_id': centre.id,
        'product_uom_id': order.product_uom_id.id,
        'sequence': 1000 + len(order.workorder_ids),
        'duration_expected': 0.0,
        'state': 'done',
    })


def void_time(ids, effect):
    """Odoo knows no negative time: the entry stays where it is with no duration and says what it was."""
    for entry in env['mrp.workcenter.productivity'].browse(ids).exists():
        was = 'Taken back by %s: was %s min from %s to %s. ' % (
            effect['message'], decimal(entry.duration), entry.date_start, entry.date_end)
        entry.write({'date_end': entry.date_start, 'description': was + (entry.description or '')})


def report_words(effect, good, scrap, start):
    body = effect['body']
    said = '%s good, %s scrap, reported %s to %s' % (decimal(good), decimal(scrap), start or '?', effect['occurred'])
    return (body['operator'] + ': ' if body.get('operator') else '') + said + ' (' + effect['message'] + ')'
