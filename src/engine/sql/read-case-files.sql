-- The case files of some things.
-- Relies on: case_file (home, plant, kind, key).
select plant, kind, key, state, version, data
from case_file
join unnest($2::text[], $3::text[], $4::text[]) as asked (plant, kind, key) using (plant, kind, key)
where home = $1
