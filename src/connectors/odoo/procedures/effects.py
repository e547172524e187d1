# Each effect happens once: its key is remembered in the same transaction, for ever. Effects of one order are performed
# in their order; those of one kind on different orders together, as one wave under one savepoint. Where Odoo refuses a
# wave, each of its effects is performed alone under a savepoint of its own, so that one never spoils its neighbours.

# What can be prepared without writing anything, and carried out for many orders at once.
IN_WAVES = {
    'receiveOutput': (prepare_receipt, receive_outputs),
    'issueMaterial': (prepare_issue, issue_materials),
    'completeOperation': (prepare_report, complete_operations),
    'closeOrder': (prepare_closing, close_orders),
}
ONE_BY_ONE = {
    'returnMaterial': return_material,
    'reverseCompletion': reverse_completion,
    'reverseOutput': reverse_output,
    'receiveByproduct': receive_byproduct,
    'reverseByproduct': reverse_byproduct,
    'noteYield': note_yield,
    'withdrawYield': withdraw_yield,
    'changeLots': change_lots,
    'openRework': open_rework,
    'completeRework': complete_rework,
    'cancelRework': cancel_rework,
    'startOperation': start_operation,
    'voidStart': void_start,
    'recordDowntime': record_downtime,
    'reportTime': report_time,
    'reverseTime': reverse_time,
    'recordScrap': record_scrap,
    'reverseScrap': reverse_scrap,
    'planOrder': plan_order,
    'noteHold': note_hold,
    'cancelOrder': cancel_order,
}


def known_results(keys):
    return dict(sql('select x_key, x_result from x_millwright_effect where x_key = any(%s)', keys))


def remember(effects, results, traces):
    rows = []
    for effect, result, marks in zip(effects, results, traces):
        rows.append({
            'x_key': effect['key'],
            'x_operation': effect['operation'],
            'x_order': effect['body']['order'],
            'x_original': effect['body'].get('original') or False,
            'x_message': effect['message'],
            'x_correlation': effect['correlation'],
            'x_occurred': effect['occurred'],
            'x_actor': effect.get('actor') or False,
            'x_result': as_json({**result, 'traces': marks}),
        })
    env['x_millwright_effect'].create(rows)


def carry_out(effects, answers):
    """Performs effects of one kind; answers those that are refused before anything is written."""
    operation = effects[0]['operation']
    if operation in ONE_BY_ONE:
        return effects, [ONE_BY_ONE[operation](effects[0])]
    prepare, perform = IN_WAVES[operation]
    wave = {}
    plans = []
    ready = []
    for effect in effects:
        try:
            plans.append(prepare(effect, wave))
            ready.append(effect)
        except UserError as problem:
            answers[effect['key']] = {'outcome': 'refused', 'refusal': refusal(problem)}
    return ready, perform(plans, wave) if plans else []


def perform_wave(effects):
    answers = {}
    before = before_effects(effects)
    env.cr.execute('SAVEPOINT millwright')
    try:
        done, results = carry_out(effects, answers)
        book_what_follows(done, results)
        flush()
        remember(done, results, traces_of(done, results, before))
        flush()
        free_what_nobody_holds([effect['body']['order'] for effect in done])
        env.cr.execute('RELEASE SAVEPOINT millwright')
        for effect, result in zip(done, results):
            answers[effect['key']] = {'outcome': 'done', 'result': result}
    # UserError and its children only: concurrency errors must escape, so that Odoo repeats the whole call.
    except UserError as problem:
        env.cr.execute('ROLLBACK TO SAVEPOINT millwright')
        env.clear()
        if len(effects) == 1:
            return {effects[0]['key']: {'outcome': 'refused', 'refusal': refusal(problem)}}
        answers = {}
        for effect in effects:
            answers.update(perform_wave([effect]))
    return answers


def next_wave(waiting):
    """The first effect that waits, and with it those of its kind that are the first of their own order."""
    wave = []
    seen = set()
    for effect in waiting:
        order = effect['body']['order']
        if order not in seen and effect['operation'] == waiting[0]['operation'] and (not wave or effect['operation'] in IN_WAVES):
            wave.append(effect)
        seen.add(order)
    return wave


def run_effects(effects):
    lock([effect['body']['order'] for effect in effects])
    CHAINS.update(load_chains([effect['body']['order'] for effect in effects]))
    known = known_results([effect['key'] for effect in effects])
    answers = {}
    waiting = []
    for effect in effects:
        if effect['key'] in known:
            answers[effect['key']] = {'outcome': 'known', 'result': known[effect['key']]}
        else:
            waiting.append(effect)
    while waiting:
        wave = next_wave(waiting)
        answers.update(perform_wave(wave))
        rest = []
        for effect in waiting:
            if effect['key'] not in answers:
                rest.append(effect)
        waiting = rest
    return in_order(effects, answers)


def in_order(effects, answers):
    found = []
    said = set()
    for effect in effects:
        answer = answers[effect['key']]
        if effect['key'] in said and answer['outcome'] == 'done':
            answer = {'outcome': 'known', 'result': as_json(answer['result'])}
        said.add(effect['key'])
        found.append({'key': effect['key'], **answer})
    return found


action = {'type': 'ir.actions.act_window_close', 'infos': {'effects': run_effects(payload['effects'])}}
