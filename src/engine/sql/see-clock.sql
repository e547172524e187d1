-- The usual look at the database's clock: it went on, and no row comes back when it did not.
-- Relies on: database_clock (home).
update database_clock set seen = clock_timestamp()
where home = $1 and seen <= clock_timestamp() + interval '1 second'
returning seen
