# Quantities arrive as decimal text with the external id of Odoo's unit; they become floats only at Odoo's own fields.


UNITS = {}


def unit_named(name):
    """By its external id; Odoo looks whether it is there each time it is asked, so it is asked once in a call."""
    if name not in UNITS:
        UNITS[name] = env.ref(name, False)
    return UNITS[name]


def amount(quantity, unit):
    """The asked quantity in `unit`; refused where Odoo would silently round it."""
    given = unit_named(quantity['unit'])
    if not given:
        refuse('UNMAPPED_CODE', 'Odoo has no unit ' + quantity['unit'])
    if given != unit and not are_alike(given, unit):
        refuse('UOM_NOT_CONVERTIBLE', '%s does not convert into %s' % (given.name, unit.name))
    exact = given._compute_quantity(float(quantity['value']), unit, round=False)
    booked = rounded(unit, exact)
    if abs(booked - exact) > 1e-9 * max(1.0, abs(exact)):
        refuse('QTY_PRECISION', '%s %s cannot be booked exactly in %s' % (quantity['value'], given.name, unit.name))
    return booked


def in_stock_unit(quantity, unit, product):
    """The same quantity in the unit the product is stocked in; refused where Odoo would round it."""
    if unit == product.uom_id:
        return quantity
    exact = unit._compute_quantity(quantity, product.uom_id, round=False)
    booked = rounded(product.uom_id, exact)
    if abs(booked - exact) > 1e-9 * max(1.0, abs(exact)):
        refuse('QTY_PRECISION', '%s %s cannot be booked exactly in %s' % (decimal(quantity), unit.name, product.uom_id.name))
    return booked


def unit_id(unit):
    """External id of a unit, by which the hub knows it."""
    return unit.get_external_id().get(unit.id) or ''
