def place(name):
    """A storage location by its barcode or its full name, such as WH/Stock/Shelf 1."""
    found = env['stock.location'].search(['|', ('barcode', '=', name), ('complete_name', '=', name)], limit=2)
    if len(found) != 1:
        refuse('UNKNOWN_LOCATION', 'Odoo has %s storage location %s' % ('more than one' if found else 'no', name))
    return found
