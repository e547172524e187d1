# An effect that stands alone happens once: under a savepoint of its own, with its key remembered in the same transaction.


def remember_once(effect, result, original):
    env['x_millwright_effect'].create({
        'x_key': effect['key'],
        'x_operation': effect['operation'],
        'x_original': original,
        'x_message': effect['message'],
        'x_correlation': effect['correlation'],
        'x_occurred': effect['occurred'],
        'x_actor': effect.get('actor') or False,
        'x_result': as_json(result),
    })


def perform_once(effect, perform, original):
    known = sql('select x_result from x_millwright_effect where x_key = %s', effect['key'])
    if known:
        return {'outcome': 'known', 'result': known[0][0]}
    env.cr.execute('SAVEPOINT millwright')
    try:
        result = perform(effect)
        flush()
        remember_once(effect, result, original)
        flush()
        env.cr.execute('RELEASE SAVEPOINT millwright')
        return {'outcome': 'done', 'result': result}
    # UserError and its children only: concurrency errors must escape, so that Odoo repeats the whole call.
    except UserError as problem:
        env.cr.execute('ROLLBACK TO SAVEPOINT millwright')
        env.clear()
        return {'outcome': 'refused', 'refusal': refusal(problem)}
