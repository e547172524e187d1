-- Relies on: maintenance_record_open (home, system, book, record).
select record from maintenance_record
where home = $1 and system = $2 and book = $3 and is_open and record > $4 order by record limit $5
