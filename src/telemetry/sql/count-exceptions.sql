-- What waits for a person.
-- Relies on: exception_open.
select plant, count(*) as count from exception where home = $1 and closed_at is null group by plant
