# Work orders in Odoo 17.


def planned_end_of(step):
    return step.date_finished
