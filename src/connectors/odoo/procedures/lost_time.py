# For how long a work centre stood still, each minute counted once: whoever entered a time by itself, as a pause is, counts
# all of it, and a standstill of an asset what nobody else counts. Odoo counts no time that is closed, and a breakdown closes
# its work centre: what is closed only for that is working time here.

ENTRIES = 'mrp.workcenter.productivity'


def loss_named(reason, usual=None):
    """The loss of that name where Odoo has it, else the usual one, else the first that means that nothing is produced."""
    losses = env['mrp.workcenter.productivity.loss']
    # What the floor says is a name, and no pattern.
    name = ''.join('\\' + sign if sign in '\\%_' else sign for sign in reason or '')
    found = losses.search([('name', '=ilike', name)], limit=1) if name else losses
    return found or usual or losses.search([('loss_type', '=', 'availability')], limit=1) or productive_time()


def closed_by_breakdowns(centre, start, end):
    """A record that was made with an effect bears the effect's moment."""
    made = sql(
        "select l.id from resource_calendar_leaves l join x_millwright_effect e on e.create_date = l.create_date"
        " and (e.x_result::json -> 'posted' ->> 'leave')::int = l.id where l.resource_id = %s and l.date_from < %s"
        " and l.date_to > %s and l.time_type = 'leave' and e.x_original like 'window %%/breakdown %%'",
        centre.resource_id.id,
        end,
        start,
    )
    return env['resource.calendar.leaves'].browse([row[0] for row in made])


def minutes_in(centre, loss, spans):
    """As Odoo itself counts them, by hours and zone of the work centre."""
    if not spans:
        return 0.0
    closed = closed_by_breakdowns(centre, spans[0][0], spans[-1][1])
    put(closed, {'time_type': 'other'})
    flush()
    minutes = 0.0
    for start, end in spans:
        values = {'workcenter_id': centre.id, 'loss_id': loss.id, 'date_start': start, 'date_end': end}
        minutes += env[ENTRIES].new(values).duration
    put(closed, {'time_type': 'leave'})
    flush()
    return minutes


def without(spans, start, end):
    """Spans of time but for what lies between two moments."""
    left = []
    for begins, ends in spans:
        left += [one for one in ((begins, min(ends, start)), (max(begins, end), ends)) if one[0] < one[1]]
    return left


def lost_at(centre, start, end):
    """Entries of a work centre that say that nothing was produced in a time, the oldest first."""
    return env[ENTRIES].search([
        ('workcenter_id', '=', centre.id),
        ('loss_id.loss_type', 'in', ['availability', 'quality']),
        ('date_start', '<', end),
        ('date_end', '>', start),
    ], order='id')


def of_standstills(entries):
    made = sql(
        "select r.id from mrp_workcenter_productivity r join x_millwright_effect e on e.create_date = r.create_date"
        " and (e.x_result::json -> 'posted' ->> 'entry')::int = r.id where r.id = any(%s) and e.x_operation = 'keep'",
        entries.ids,
    )
    return env[ENTRIES].browse([row[0] for row in made])


def count_anew(centre, start, end, mine=None):
    """Of standstills the one that was entered first counts what they share. One that is being entered is not known yet."""
    flush()
    mine = mine or env[ENTRIES]
    for entry in of_standstills(lost_at(centre, start, end)) | mine:
        others = lost_at(centre, entry.date_start, entry.date_end) - entry
        standstills = of_standstills(others) | mine
        spans = [(entry.date_start, entry.date_end)]
        for other in others:
            if other not in standstills or other.id < entry.id:
                spans = without(spans, other.date_start, other.date_end)
        put(entry, {'duration': minutes_in(centre, entry.loss_id, spans)})
    flush()
