# Shared by every procedure. A procedure runs as the integration user inside one Odoo transaction.
# Odoo's sandbox has no imports, no `with`, no attribute assignment, no json module and no closures: a comprehension
# or lambda may name only its own variables and what stands at the top level.

payload = env.context.get('payload')


def refuse(code, sentence):
    raise UserError('MW|' + code + '|' + sentence)


def refusal(problem):
    """Code and sentence of a refusal: ours are marked, any other is Odoo's own."""
    said = str(problem.args[0] if problem.args else problem)
    if said.startswith('MW|'):
        parts = said.split('|', 2)
        return {'code': parts[1], 'sentence': parts[2]}
    code = 'NOT_AUTHORISED' if repr(problem).startswith('AccessError') else 'ODOO_REFUSED'
    return {'code': code, 'sentence': said}


def decimal(number):
    """A quantity as decimal text: Odoo keeps floats, the hub never does."""
    said = ('%.6f' % number).rstrip('0').rstrip('.')
    return '0' if said == '-0' else said


def stamp(at):
    return at.isoformat() if at else None


def as_json(value):
    if value is None:
        return 'null'
    if value is True or value is False:
        return 'true' if value else 'false'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return '{' + ','.join([as_json(str(name)) + ':' + as_json(item) for name, item in value.items()]) + '}'
    if isinstance(value, (list, tuple)):
        return '[' + ','.join([as_json(item) for item in value]) + ']'
    said = ''
    for letter in str(value):
        if letter == '"' or letter == '\\':
            said += '\\' + letter
        elif ord(letter) < 32:
            said += '\\u%04x' % ord(letter)
        else:
            said += letter
    return '"' + said + '"'


def put(records, values):
    """Sets stored fields without Odoo's onchange-like chains, which would set quantities nobody reported
    (writing a work order's quantity consumes components, writing an order's date redates posted moves)."""
    for name in values:
        records._fields[name].write(records, values[name])


def set_values(records, values):
    """As `put`, with everything Odoo computes from these fields."""
    put(records, values)
    records.modified(list(values))


def sql(query, *arguments):
    env.cr.execute(in_own_words(query), arguments)
    return env.cr.fetchall()
