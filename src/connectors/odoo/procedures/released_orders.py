# Orders that changed since a moment, oldest change first. The moment already lies behind the caller's cursor: Odoo stamps
# a change with the start of its transaction, so one that commits late appears with a time in the past. What the caller
# has heard of in that time it says, record by record with its stamp, and is not told again.

# More than is told at once, for what is only looked at costs little.
LOOKED_AT = 5000


def changed_since(since, after):
    begin = after or {'changed': since, 'order': 0}
    return sql(
        "select id, write_date from mrp_production where state <> 'draft' and (write_date, id) > (%s, %s)"
        ' order by write_date, id limit %s',
        begin['changed'],
        begin['order'],
        LOOKED_AT,
    )


def released_orders(since, after, known, limit):
    rows = changed_since(since, after)
    unheard = []
    for record, changed in rows:
        if known.get(str(record)) != changed.isoformat():
            unheard.append((record, changed))
    news = unheard[:limit]
    CHAINS.update(load_chains([record for record, _changed in news]))
    answers = []
    told = []
    for record, _changed in news:
        first = chain_of(record)[0].id
        if first not in told:
            told.append(first)
            answers.append(answer_for(first))
    # Where this look goes on, as long as it does not tell everything.
    last = None
    if len(unheard) > limit:
        last = news[-1]
    elif len(rows) == LOOKED_AT:
        last = rows[-1]
    return {
        'orders': answers,
        'heard': {str(record): changed.isoformat() for record, changed in news},
        'next': {'changed': last[1].isoformat(), 'order': last[0]} if last else None,
        'began': sql("select now() at time zone 'utc'")[0][0].isoformat(),
    }


action = {
    'type': 'ir.actions.act_window_close',
    'infos': released_orders(payload['since'], payload['after'], payload['known'], payload['limit']),
}
