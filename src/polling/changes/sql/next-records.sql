-- The next records to ask for whether they are still there, and what they were.
-- Relies on: erp_record (home, system, book, record).
select record, version from erp_record where home = $1 and system = $2 and book = $3 and record > $4 order by record limit $5
