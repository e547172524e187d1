# What Odoo 15 says otherwise than 14.


def shelf_for(target, product, quantity):
    return target._get_putaway_strategy(product, quantity=quantity)
