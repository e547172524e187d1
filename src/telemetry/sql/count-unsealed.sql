-- Audit rows that wait for their seal; more than a second's worth says that nobody seals.
-- Relies on: audit_unsealed.
select count(*) as count, coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as oldest
from audit where position is null
