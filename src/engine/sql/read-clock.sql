-- How far the clock is behind where it was seen last, in milliseconds; whoever asks first holds the answer.
-- Relies on: database_clock (home).
select extract(epoch from seen - clock_timestamp())::float8 * 1000 as back from database_clock where home = $1 for update
