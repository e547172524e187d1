-- Of these records those that were not understood. Relies on: maintenance_unread (home, system, book, record).
select record, plant, why from maintenance_unread
where home = $1 and system = $2 and book = $3 and record = any ($4::text[])
