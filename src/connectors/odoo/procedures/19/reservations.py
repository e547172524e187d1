# As in Odoo 18, with Odoo's own word for getting hold of a row.


def got_hold_of(quant):
    return quant.try_lock_for_update(allow_referencing=True)
