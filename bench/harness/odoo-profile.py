# Run inside `odoo shell`, with `calls` and `login` given before it: each call of a procedure under a profiler, then
# taken back. Says on one line, for each: seconds, how often each query, seconds of each function by itself and with what it calls.
import cProfile
import json
import os
import pstats

env = env(user=env['res.users'].search([('login', '=', login)]).id)
queries = []
cursor = type(env.cr)
execute = cursor.execute


def counted(self, query, *args, **kwargs):
    queries.append(' '.join(str(getattr(query, 'code', query)).split())[:150])
    return execute(self, query, *args, **kwargs)


def place(file, name):
    if 'ir_actions' in file or file.startswith('<') or file.startswith('ir.actions'):
        return 'procedure', name
    parts = file.split(os.sep)
    if 'addons' in parts:
        at = len(parts) - 1 - parts[::-1].index('addons')
        return parts[at + 1], f"{'/'.join(parts[at + 1:])}:{name}"
    return ('odoo' if 'odoo' in parts else 'python'), f'{parts[-1]}:{name}'


def profiled(call):
    actions = env['ir.actions.server'].with_context(active_model='x_millwright_effect', payload=call['payload'])
    action = actions.browse(call['ids'])
    profile = cProfile.Profile()
    queries.clear()
    cursor.execute = counted
    try:
        answer = profile.runcall(action.run)
    finally:
        cursor.execute = execute
    env.cr.rollback()
    env.invalidate_all()
    outcomes = {}
    for effect in answer['infos']['effects']:
        outcomes[effect['outcome']] = outcomes.get(effect['outcome'], 0) + 1
    asked = {}
    for query in queries:
        asked[query] = asked.get(query, 0) + 1
    stats = pstats.Stats(profile)
    functions = []
    for (file, _line, name), (_primitive, count, alone, whole, _callers) in stats.stats.items():
        owner, title = place(file, name)
        functions.append([owner, title, count, alone, whole])
    return {'seconds': stats.total_tt, 'queries': sorted(asked.items(), key=lambda one: -one[1]), 'outcomes': outcomes, 'functions': functions}


# The first of each kind fills what Odoo keeps in memory, and does not count.
for call in calls:
    profiled(call)
print('PROFILE ' + json.dumps([profiled(call) for call in calls]))
