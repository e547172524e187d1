# Each effect under a savepoint of its own; its key is remembered in the same transaction, for ever.

PERFORM = {
    'issueMaterial': issue_material,
    'returnMaterial': return_material,
    'completeOperation': complete_operation,
    'reverseCompletion': reverse_completion,
    'receiveOutput': receive_output,
    'reverseOutput': reverse_output,
    'recordScrap': record_scrap,
    'reverseScrap': reverse_scrap,
    'closeOrder': close_order,
}


def known_results(keys):
    found = {}
    for row in sql('select x_key, x_result from x_millwright_effect where x_key = any(%s)', keys):
        found[row[0]] = row[1]
    return found


def remember(effect, result):
    env['x_millwright_effect'].create({
        'x_key': effect['key'],
        'x_operation': effect['operation'],
        'x_order': effect['body']['order'],
        'x_original': effect['body'].get('original') or False,
        'x_message': effect['message'],
        'x_correlation': effect['correlation'],
        'x_occurred': effect['occurred'],
        'x_actor': effect.get('actor') or False,
        'x_result': as_json(result),
    })


def attempt(effect):
    env.cr.execute('SAVEPOINT millwright')
    try:
        result = PERFORM[effect['operation']](effect)
        remember(effect, result)
        env.flush_all()
        env.cr.execute('RELEASE SAVEPOINT millwright')
        return {'key': effect['key'], 'outcome': 'done', 'result': result}
    # UserError and its children only: concurrency errors must escape, so that Odoo repeats the whole call.
    except UserError as problem:
        env.cr.execute('ROLLBACK TO SAVEPOINT millwright')
        env.clear()
        return {'key': effect['key'], 'outcome': 'refused', 'refusal': refusal(problem)}


def run_effects(effects):
    lock([effect['body']['order'] for effect in effects])
    known = known_results([effect['key'] for effect in effects])
    answers = []
    for effect in effects:
        if effect['key'] in known:
            answers.append({'key': effect['key'], 'outcome': 'known', 'result': known[effect['key']]})
        else:
            answer = attempt(effect)
            if answer['outcome'] == 'done':
                known[effect['key']] = as_json(answer['result'])
            answers.append(answer)
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_effects(payload['effects'])}}
