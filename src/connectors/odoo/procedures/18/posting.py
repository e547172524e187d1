# Posting in Odoo 18.


def post_all(moves, quantities):
    """Does the moves, and reads back that Odoo moved exactly these quantities (unit of stock)."""
    moves._action_done()
    flush()
    check_booked(moves, quantities)
