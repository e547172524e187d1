# What changed since a snapshot. PostgreSQL stamps each row with the transaction that wrote it (xmin), and a snapshot
# knows the oldest transaction that is still under way. A look tells the rows of all transactions from the last look's
# oldest to this one's: whatever was not committed then has a number not below it, however late it commits and whatever
# time Odoo wrote into the row. Numbers are compared as ages, which stay right when they begin anew at 2^32.

ROUND = 4294967296


def number_of_snapshot():
    env.cr.execute('select txid_snapshot_xmin(txid_current_snapshot()), txid_snapshot_xmax(txid_current_snapshot())')
    return env.cr.fetchone()


UPTO, NEXT = number_of_snapshot()


def found(book, about, condition):
    """Rows with their transaction's whole number, as far as they are watched; the cheapest condition first."""
    parts = [condition, book['where'].replace('%', '%%')]
    if about == 'near' and book['near']:
        parts.append(book['near'].replace('%', '%%'))
    return (
        'select r.id, %s - ((%s - r.xmin::text::bigint) & 4294967295) as xid from '
        + book['table'] + ' r where ' + ' and '.join(parts)
    )


def with_columns(book, query):
    """What is watched of the rows a query finds, and who wrote them."""
    return (
        'with found as (' + query + ') select found.id, found.xid::text, r.write_uid = %s, r.create_date::text,'
        + ' r.write_date::text, u.login, w.name, ' + book['columns'].replace('%', '%%') + ' from found join '
        + book['table'] + ' r on r.id = found.id ' + book['joins'].replace('%', '%%')
        + ' left join res_users u on u.id = r.write_uid left join res_partner w on w.id = u.partner_id'
        + ' order by found.xid, found.id'
    )


def changed(book, about, since, last, limit):
    written = 'age(r.xmin) <= (select age(%s::text::xid)) and age(r.xmin) > (select age(%s::text::xid))'
    query = (
        'select * from (' + found(book, about, written) + ') as one where (xid, id) > (%s, %s) order by xid, id limit %s'
    )
    env.cr.execute(
        with_columns(book, query),
        (UPTO, UPTO, str(since % ROUND), str(UPTO % ROUND), since, last, limit, env.uid),
    )
    return env.cr.fetchall()


def page(book, about, last, limit):
    """What there is, by record, when the watch begins or has lost its place."""
    query = found(book, about, 'r.id > %s') + ' order by r.id limit %s'
    env.cr.execute(with_columns(book, query), (UPTO, UPTO, last, limit, env.uid))
    return env.cr.fetchall()


def gone(book, known):
    env.cr.execute(
        'select k.id from unnest(%s::int[]) as k (id) where not exists (select 1 from ' + book['table'] + ' r where r.id = k.id)',
        (known,),
    )
    return [row[0] for row in env.cr.fetchall()]


def ours(rows):
    """Those of the integration user's writes that an effect was remembered with, in the same transaction."""
    moments = [row[4] for row in rows if row[2]]
    if not moments:
        return []
    env.cr.execute(
        'select distinct create_date::text from x_millwright_effect where create_date = any(%s::timestamp[])', (moments,)
    )
    return [row[0] for row in env.cr.fetchall()]


def posted(rows, since):
    """Orders of these rows on which the hub has booked since: who wrote such a row last was perhaps not the only one."""
    orders = [int(row[9]) for row in rows if row[9]]
    if not orders:
        return []
    env.cr.execute(
        'select distinct x_order from x_millwright_effect where x_order = any(%s)'
        ' and age(xmin) <= (select age(%s::text::xid)) and age(xmin) > (select age(%s::text::xid))',
        (orders, str(since % ROUND), str(UPTO % ROUND)),
    )
    return [row[0] for row in env.cr.fetchall()]


def clock():
    env.cr.execute('select extract(epoch from clock_timestamp()) * 1000')
    return float(env.cr.fetchone()[0])


def look(asked):
    book = BOOKS[asked['book']]
    about = asked['about']
    since = asked['since']
    begun = clock()
    rows = []
    # Later than this snapshot, or older than half a round: another database than it was, or a place lost for ever.
    lost = about in ('near', 'all') and (since > UPTO or UPTO - since > ROUND // 2 - 1000000)
    if not lost:
        if about == 'every':
            rows = page(book, about, asked['last'], asked['limit'])
        else:
            rows = changed(book, about, since, asked['last'], asked['limit'])
    there_no_more = gone(book, asked['known']) if asked['known'] else []
    return {
        'book': asked['book'],
        'rows': rows,
        'gone': there_no_more,
        'ours': ours(rows),
        'posted': posted(rows, since) if about in ('near', 'all') else [],
        'full': len(rows) == asked['limit'],
        'lost': lost,
        'cost': clock() - begun,
    }


def horizon():
    """Who holds the snapshot back, as far as the integration user may see it."""
    env.cr.execute(
        "select pid::text, coalesce(usename::text, ''), coalesce(application_name, ''), coalesce(state, ''), (xact_start at time zone 'utc')::text from pg_stat_activity"
        " where backend_xid = %s::text::xid and pid <> pg_backend_pid() and xact_start is not null"
        " union all select gid, owner::text, '', 'prepared', (prepared at time zone 'utc')::text from pg_prepared_xacts where transaction = %s::text::xid limit 1",
        (str(UPTO % ROUND), str(UPTO % ROUND)),
    )
    row = env.cr.fetchone()
    if not row:
        return {'waits': NEXT > UPTO, 'held': None}
    session, user, name, state, since = row
    doing = (name + ' ' + state).strip()
    return {'waits': True, 'held': {'session': session, 'user': user, 'doing': doing, 'since': since}}


def look_at_all(questions):
    answers = []
    for asked in questions:
        answers.append(look(asked))
    # The moment of the snapshot: what is created later is new, by the same clock.
    env.cr.execute("select (now() at time zone 'utc')::text")
    at = env.cr.fetchone()[0]
    return {'books': answers, 'upto': UPTO, 'horizon': horizon(), 'at': at}


action = {'type': 'ir.actions.act_window_close', 'infos': look_at_all(payload['books'])}
