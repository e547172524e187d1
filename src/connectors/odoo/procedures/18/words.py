# What Odoo 18 says otherwise than 17.

SQL_WORDS = [
    ('production_group_id', 'procurement_group_id'),
]


def is_stocked(product):
    return product.is_storable


def new_lots(values):
    return env[LOT].create(values)


def may_make(model):
    return env[model].has_access('create')
