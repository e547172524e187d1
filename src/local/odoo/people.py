# Run inside `odoo shell` once per database, with `wish` given before it. Says what it made on one line.
import json

for login, person in wish['people'].items():
    user = env['res.users'].search([('login', '=', login)])
    if not user:
        user = env['res.users'].with_context(no_reset_password=True).create({'name': person['name'], 'login': login})
    values = {'password': person['password']} if person.get('password') else {}
    if person.get('rights'):
        values[wish['groupsField']] = [(6, 0, [env.ref(right).id for right in person['rights']])]
    if values:
        user.write(values)

env.ref('base.group_user').write({'implied_ids': [(4, env.ref(feature).id) for feature in wish['features']]})

keys = {}
for login in wish['keys']:
    user = env['res.users'].search([('login', '=', login)])
    env['res.users.apikeys'].sudo().search([('user_id', '=', user.id), ('name', '=', 'millwright')]).unlink()
    # Scope None: any RPC; no end: until somebody withdraws it.
    keys[login] = env(user=user.id)['res.users.apikeys'].sudo()._generate(None, 'millwright', *wish['keyEnds'])
env.cr.commit()

print('MILLWRIGHT ' + json.dumps(keys))
