# What the hub's doctor looks at, as far as the integration user may see it.


def deployed():
    """The bodies as they stand in Odoo now, told by hash: the user may not read them, and a changed one shows."""
    return sql(
        "select p.x_name, p.x_hash, encode(sha256(convert_to(a.code, 'UTF8')), 'hex') from x_millwright_procedure p"
        " left join ir_act_server a on a.id = p.x_action order by p.id"
    )


def key_index():
    return bool(sql(
        "select 1 from pg_index i join pg_class c on c.oid = i.indrelid where c.relname = 'x_millwright_effect'"
        " and i.indisunique and i.indisvalid and pg_get_indexdef(i.indexrelid) like '%%(x_key)%%'"
    ))


def missing_calls():
    found = []
    for model in CALLS:
        for method in CALLS[model]:
            try:
                CALLS[model][method](env[model])
            except Exception:
                found.append('%s of %s' % (method, model))
    return found


def inspect():
    return {
        'version': env['ir.module.module'].sudo().search([('name', '=', 'base')], limit=1).installed_version or '',
        'company': env.company.name,
        'user': env.user.login,
        'keyIndex': key_index(),
        'procedures': [{'name': name, 'hash': expected, 'found': found} for name, expected, found in deployed()],
        'missingCalls': missing_calls(),
        'decimals': env['decimal.precision'].precision_get(DECIMALS),
        'labour': [centre.code for centre in env['mrp.workcenter'].search(['|', ('code', '=', 'LABOUR'), ('code', '=like', '%-LABOUR')])],
    }


action = {'type': 'ir.actions.act_window_close', 'infos': inspect()}
