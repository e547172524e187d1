ITEMS = {}


def item_named(item):
    """The product behind the hub's item: looked for once in a call, many of whose effects speak of the same."""
    name = item.get('product') or item['code']
    if name not in ITEMS:
        ITEMS[name] = found_item(item)
    return ITEMS[name]


def found_item(item):
    """By record, or by internal reference, which Odoo does not keep unique."""
    if item.get('product'):
        found = env['product.product'].browse(item['product']).exists()
    else:
        found = env['product.product'].search([('default_code', '=', item['code'])], limit=2)
    if len(found) != 1:
        named = item.get('code') or str(item['product'])
        refuse('UNKNOWN_ITEM', 'Odoo has %s product %s' % ('more than one' if found else 'no', named))
    return found


def place(name):
    """A storage location by its barcode or its full name, such as WH/Stock/Shelf 1."""
    found = env['stock.location'].search(['|', ('barcode', '=', name), ('complete_name', '=', name)], limit=2)
    if len(found) != 1:
        refuse('UNKNOWN_LOCATION', 'Odoo has %s storage location %s' % ('more than one' if found else 'no', name))
    return found
