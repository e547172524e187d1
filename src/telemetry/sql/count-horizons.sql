-- How long changes in a system cannot be told for, because a transaction there stays open; nothing where none does.
-- Relies on: erp_horizon (home, system).
select
  system,
  extract(epoch from clock_timestamp() - coalesce((held ->> 'since')::timestamptz, since))::float8 as seconds
from erp_horizon where home = $1 and waits
