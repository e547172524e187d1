-- They are there no more.
-- Relies on: erp_record (home, system, book, record).
delete from erp_record where home = $1 and system = $2 and book = $3 and record = any ($4::bigint[])
