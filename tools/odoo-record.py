# Run inside `odoo shell` with `wish` given before it. Says what it found on one line.
import inspect
import json

wish = json.loads(wish)
# Chatter, pictures and the web shop, which every other model has too.
BESIDE = ('activity_', 'can_image_', 'image_', 'message_', 'my_activity_', 'property_', 'website_')
user = env['res.users'].search([('login', '=', wish['login'])])
base = env['ir.module.module'].search([('name', '=', 'base')])
models = {}
for model, methods in sorted(wish['methods'].items()):
    if model not in env or model.startswith('x_'):
        continue
    fields = {}
    for field in env['ir.model.fields'].search([('model', '=', model)], order='name'):
        if field.name.startswith(BESIDE):
            continue
        fields.setdefault(field.modules or '', []).append(field.name)
    records = env[model].with_user(user)
    rights = []
    for right in ('read', 'write', 'create', 'unlink'):
        may = records.has_access(right) if hasattr(records, 'has_access') else records.check_access_rights(right, False)
        if may:
            rights.append(right)
    known = {}
    for method in methods:
        found = getattr(type(env[model]), method, None)
        if found:
            parameters = list(inspect.signature(found).parameters.values())[1:]
            known[method] = ', '.join(str(one) for one in parameters)
    models[model] = {
        'rights': ' '.join(rights),
        'fields': {module: ' '.join(names) for module, names in sorted(fields.items())},
        'methods': known,
    }
print('RECORD ' + json.dumps({'version': base.installed_version, 'models': models}))
