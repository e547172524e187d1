# Orders that changed since a moment, oldest change first. The moment already lies behind the caller's cursor: Odoo stamps
# a change with the start of its transaction, so one that commits late appears with a time in the past.


def changed_since(since, limit):
    return sql(
        "select id, write_date from mrp_production where state <> 'draft' and write_date >= %s order by write_date, id limit %s",
        since,
        limit,
    )


def released_orders(since, limit):
    rows = changed_since(since, limit)
    CHAINS.update(load_chains([record for record, _changed in rows]))
    answers = []
    told = []
    for record, changed in rows:
        first = chain_of(record)[0].id
        if first not in told:
            told.append(first)
            answers.append(answer_for(first))
    full = len(rows) == limit
    # Where to go on: at the last change told, or at the start of this transaction when all are told.
    upto = rows[-1][1] if full else sql("select now() at time zone 'utc'")[0][0]
    return {'orders': answers, 'upto': upto.isoformat(), 'more': full}


action = {
    'type': 'ir.actions.act_window_close',
    'infos': released_orders(payload['since'], payload['limit']),
}
