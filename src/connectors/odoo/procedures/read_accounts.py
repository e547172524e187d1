# Each value is answered by itself: one that is unknown never spoils its neighbours.

FIGURES = {
    'produced': produced,
    'used': used,
    'byproduct': byproduct,
    'scrapped': scrapped_of,
    'on-hand': on_hand_of_lot,
    'completed': completed,
    'time': time_spent,
    'cost': cost,
    'worth': worth,
    'in-production': in_production,
    'state': state_of,
    'start': start_of,
    'end': end_of,
}


def account_answer(wish):
    try:
        chain = chain_of(wish['order'])
        return {'account': FIGURES[wish['figure']](chain, wish, history_of(chain.ids))}
    except UserError as problem:
        return {'refusal': refusal(problem)}


def people_in(answers):
    ids = []
    for answer in answers:
        told = answer.get('account')
        if told:
            ids += users_of(told['record'])
            for one in told['entries']:
                ids += users_of(one)
                for seen in one['steps']:
                    ids += [seen['wasBy']['user']] if seen['wasBy'] else []
            for one in told['settings']:
                ids += [one['user']] + ([one['wasBy']['user']] if one['wasBy'] else [])
    return [{'id': row[0], 'name': row[1]} for row in sql(
        'select u.id, p.name from res_users u join res_partner p on p.id = u.partner_id where u.id = any(%s)',
        [one for one in set(ids) if one],
    )]


def users_of(record):
    return [record['made']['user'], record['changed']['user']]


def read_accounts(wishes):
    CHAINS.update(load_chains([wish['order'] for wish in wishes]))
    answers = [account_answer(wish) for wish in wishes]
    return {'accounts': answers, 'people': people_in(answers), 'hub': env.uid, 'readAt': stamp(datetime.datetime.now().replace(microsecond=0))}


action = {'type': 'ir.actions.act_window_close', 'infos': read_accounts(payload['figures'])}
