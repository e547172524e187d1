# Until a request of Odoo's Maintenance has an end of its own it says how many hours it takes.


def end_of(request):
    if 'schedule_end' in request._fields:
        return stamp(request.schedule_end) if request.schedule_end else None
    hours = request.duration if request.schedule_date else 0.0
    return stamp(request.schedule_date + datetime.timedelta(hours=hours)) if hours else None
