def lot_named(product, name):
    return env['stock.lot'].search([('product_id', '=', product.id), ('name', '=', name)], limit=1)


def known_lot(product, name, quantity):
    """The lot goods are taken from; none for goods that are not tracked."""
    if product.tracking == 'none':
        return env['stock.lot']
    if not name:
        refuse('LOT_REQUIRED', product.display_name + ' is tracked by ' + product.tracking)
    lot = lot_named(product, name)
    if not lot:
        refuse('UNKNOWN_LOT', 'Odoo has no lot %s of %s' % (name, product.display_name))
    if product.tracking == 'serial' and quantity != 1:
        refuse('SERIAL_QTY', 'One serial number stands for one piece, not for %s' % decimal(quantity))
    return lot


def output_lots(product, body, quantity):
    """Lot (or none) and quantity of each line of a receipt, in the unit of stock."""
    if product.tracking == 'none':
        return [(env['stock.lot'], quantity)]
    if product.tracking == 'lot':
        if not body.get('lot'):
            refuse('LOT_REQUIRED', product.display_name + ' is tracked by lot')
        return [(lot_named(product, body['lot']) or new_lot(product, body['lot']), quantity)]
    serials = body.get('serials') or ([body['lot']] if body.get('lot') else [])
    if not serials:
        refuse('LOT_REQUIRED', product.display_name + ' is tracked by serial number')
    if len(serials) != quantity:
        refuse('SERIAL_QTY', '%d serial numbers for %s pieces' % (len(serials), decimal(quantity)))
    if len(set(serials)) != len(serials):
        refuse('SERIAL_DUPLICATE', 'A serial number is named twice')
    lots = []
    for name in serials:
        lots.append((new_serial(product, name), 1.0))
    return lots


def new_lot(product, name):
    return env['stock.lot'].create({'product_id': product.id, 'name': name})


def new_serial(product, name):
    lot = lot_named(product, name)
    if lot and sql(
        "select 1 from stock_quant q join stock_location l on l.id = q.location_id"
        " where q.lot_id = %s and q.quantity > 0 and l.usage in ('internal', 'transit', 'customer') limit 1",
        lot.id,
    ):
        refuse('SERIAL_DUPLICATE', 'Serial number %s of %s exists already' % (name, product.display_name))
    return lot or new_lot(product, name)
