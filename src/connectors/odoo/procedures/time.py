# Machine time is a time entry of the work order; labour time one of the order's labour work order.


def time_entry(step, minutes, end, words):
    """Odoo unites overlapping entries of a work order when it costs them, so one that would overlap is laid directly
    before what is there: minutes and money stay as reported, the reported times stand in the description."""
    span = datetime.timedelta(seconds=round(float(minutes) * 60))
    taken = []
    for entry in step.time_ids:
        taken.append((entry.date_end or datetime.datetime.max, entry.date_start))
    for other_end, other_start in sorted(taken, reverse=True):
        if other_end > end - span and other_start < end:
            end = other_start
    return {
        'workorder_id': step.id,
        'workcenter_id': step.workcenter_id.id,
        'company_id': step.company_id.id,
        'loss_id': productive_time().id,
        'date_start': end - span,
        'date_end': end,
        'description': words,
    }


def book_times(values, minutes):
    """Makes the entries, and reads back that Odoo counts the minutes that were asked for."""
    entries = env['mrp.workcenter.productivity'].create(values)
    for entry, asked in zip(entries, minutes):
        if abs(entry.duration - float(asked)) > 0.02:
            refuse('READBACK_DIFFERS', 'Odoo booked %s minutes instead of %s' % (decimal(entry.duration), asked))
    return entries


MEMO = {}


def productive_time():
    if 'productive' in MEMO:
        return MEMO['productive']
    found = env['mrp.workcenter.productivity.loss'].search([('loss_type', '=', 'productive')], limit=1)
    if not found:
        refuse('UNMAPPED_CODE', 'Odoo has no productivity loss of the category Productive')
    MEMO['productive'] = found
    return found


def labour_centre(centre):
    """The work centre whose hourly cost is the labour rate of another: the one with that one's code and -LABOUR, else
    the one with the code LABOUR."""
    codes = ([centre.code + '-LABOUR'] if centre.code else []) + ['LABOUR']
    found = env['mrp.workcenter'].search([('code', 'in', codes)])
    if not found:
        refuse('UNMAPPED_CODE', 'Odoo has no labour work centre: give one the code ' + ' or '.join(codes))
    for one in found:
        if one.code == codes[0]:
            return one
    return found[0]


def labour_step(order, centre):
    """The order's labour work order, made when first needed: done from the start, so that it never keeps the order from
    being complete, and outside the routing's sequence."""
    for step in order.workorder_ids:
        if step.workcenter_id == centre and not step.operation_id:
            return step
    return new_labour_step(order, centre)


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
