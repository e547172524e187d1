# Work centres as capacity and downtime are booked on them.


def lock_centres(records):
    """One caller at a time per work centre. The rows are really updated: whoever waited here fails with a serialization
    error and is repeated by Odoo with a new snapshot, in which it sees the keys of the one before."""
    env.cr.execute(
        'update resource_resource set write_uid = write_uid where id in (select r.id from resource_resource r'
        ' join mrp_workcenter c on c.resource_id = r.id where c.id = any(%s) order by r.id for update of r)',
        (records,),
    )


def centre_of(effect):
    centre = env['mrp.workcenter'].with_context(active_test=False).search([('id', '=', effect['body']['centre'])])
    if not centre:
        refuse('UNKNOWN_WORK_CENTRE', 'Odoo has no work centre with id %s' % effect['body']['centre'])
    return centre
