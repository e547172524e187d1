-- Relies on: maintenance_record (home, system, book, record).
select record, changed_at, said, is_gone, kept_at from maintenance_record
where home = $1 and system = $2 and book = $3 and record = any ($4::text[])
