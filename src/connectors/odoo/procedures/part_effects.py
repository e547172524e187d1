# Effects on spare parts, one after another, each under a savepoint of its own, so that one never spoils its neighbours.

ON_PARTS = {
    'reserve': reserve,
    'release': release,
    'consume': consume,
    'giveBack': give_back,
    'signal': signal,
    'withdraw': withdraw,
}


def lock_parts(parts):
    """One caller at a time per part. The rows are really updated: whoever waited here fails with a serialization error
    and is repeated by Odoo with a new snapshot, in which it sees the keys of the one before."""
    env.cr.execute(
        'update product_product set write_uid = write_uid where id in'
        ' (select id from product_product where default_code = any(%s) order by id for update)',
        (parts,),
    )


def remember_part(effect, result):
    env['x_millwright_effect'].create({
        'x_key': effect['key'],
        'x_operation': effect['operation'],
        'x_original': sign_of(effect['body']) if effect['operation'] == 'signal' else name_of(effect['body']),
        'x_message': effect['message'],
        'x_correlation': effect['correlation'],
        'x_occurred': effect['occurred'],
        'x_actor': effect.get('actor') or False,
        'x_result': as_json(result),
    })


def perform_part(effect):
    known = sql('select x_result from x_millwright_effect where x_key = %s', effect['key'])
    if known:
        return {'outcome': 'known', 'result': known[0][0]}
    env.cr.execute('SAVEPOINT millwright')
    try:
        result = ON_PARTS[effect['operation']](effect)
        flush()
        remember_part(effect, result)
        flush()
        env.cr.execute('RELEASE SAVEPOINT millwright')
        return {'outcome': 'done', 'result': result}
    # UserError and its children only: concurrency errors must escape, so that Odoo repeats the whole call.
    except UserError as problem:
        env.cr.execute('ROLLBACK TO SAVEPOINT millwright')
        env.clear()
        return {'outcome': 'refused', 'refusal': refusal(problem)}


def run_parts(effects):
    lock_parts([effect['body']['part'] for effect in effects])
    answers = []
    for effect in effects:
        answers.append({'key': effect['key'], **perform_part(effect)})
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_parts(payload['effects'])}}
