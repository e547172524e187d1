def lot_named(product, name):
    return env[LOT].search([('product_id', '=', product.id), ('name', '=', name)], limit=1)


def known_lot(product, name, quantity):
    """The lot goods are taken from; none for goods that are not tracked."""
    if product.tracking == 'none':
        return env[LOT]
    if not name:
        refuse('LOT_REQUIRED', product.display_name + ' is tracked by ' + product.tracking)
    lot = lot_named(product, name)
    if not lot:
        refuse('UNKNOWN_LOT', 'Odoo has no lot %s of %s' % (name, product.display_name))
    if product.tracking == 'serial' and quantity != 1:
        refuse('SERIAL_QTY', 'One serial number stands for one piece, not for %s' % decimal(quantity))
    return lot


def output_lots(product, body, quantity, wave):
    """Name (or none) and quantity of each line of a receipt, in the unit of stock. Lots are made later, by `lot_for`."""
    if product.tracking == 'none':
        return [(None, quantity)]
    if product.tracking == 'lot':
        if not body.get('lot'):
            refuse('LOT_REQUIRED', product.display_name + ' is tracked by lot')
        return [(body['lot'], quantity)]
    serials = body.get('serials') or ([body['lot']] if body.get('lot') else [])
    if not serials:
        refuse('LOT_REQUIRED', product.display_name + ' is tracked by serial number')
    if len(serials) != quantity:
        refuse('SERIAL_QTY', '%d serial numbers for %s pieces' % (len(serials), decimal(quantity)))
    if len(set(serials)) != len(serials):
        refuse('SERIAL_DUPLICATE', 'A serial number is named twice')
    check_new_serials(product, serials, wave)
    return [(name, 1.0) for name in serials]


def check_new_serials(product, serials, wave):
    taken = [row[0] for row in sql(
        "select t.name from stock_lot t join stock_quant q on q.lot_id = t.id join stock_location l on l.id = q.location_id"
        " where t.product_id = %s and t.name = any(%s) and q.quantity > 0 and l.usage in ('internal', 'transit', 'customer')",
        product.id,
        serials,
    )]
    for name in serials:
        if name in taken or (product.id, name) in wave.setdefault('serials', set()):
            refuse('SERIAL_DUPLICATE', 'Serial number %s of %s exists already' % (name, product.display_name))
    for name in serials:
        wave['serials'].add((product.id, name))


def lots_for(plans):
    """The lots the receipts of a wave name, by product and name; those Odoo does not know are made, all at once."""
    wanted = []
    for plan in plans:
        for name, _part in plan['lots']:
            if name is not None and (plan['product'].id, name) not in wanted:
                wanted.append((plan['product'].id, name))
    if not wanted:
        return {}
    found = {}
    for lot in env[LOT].search([
        ('product_id', 'in', [product for product, _name in wanted]), ('name', 'in', [name for _product, name in wanted]),
    ]):
        found[(lot.product_id.id, lot.name)] = lot
    missing = []
    for product, name in wanted:
        if (product, name) not in found:
            missing.append({'product_id': product, 'name': name})
    for lot in new_lots(missing):
        found[(lot.product_id.id, lot.name)] = lot
    return found


def new_lot(product, name):
    return new_lots([{'product_id': product.id, 'name': name}])
