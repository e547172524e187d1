-- Where a book stands, held until the end of the transaction.
-- Relies on: erp_watch (home, system, book).
select near, whole, reading, swept from erp_watch where home = $1 and system = $2 and book = $3 for update
