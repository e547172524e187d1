-- Which versions of the rules are in force from when; asked every second by each process.
-- Relies on: rules_version_state.
select version, effective_from, began_at
from rules_version
where home = $1 and state = 'approved'
order by version
