-- Known records that a look at all there is did not find; few, so that each can be asked for by its number.
-- Relies on: maintenance_record (home, system, book, record).
select record from maintenance_record
where home = $1 and system = $2 and book = $3 and not is_gone and record <> all ($4::text[]) and kept_at < $6
order by record limit $5
