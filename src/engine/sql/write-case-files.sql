-- The new state of the cases; the lane's fence guards them, the version tells readers that something moved.
-- Relies on: case_file (home, plant, kind, key).
insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
select plant, $1, kind, key, state, version, data, at, at
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::json[], $8::timestamptz[])
  as row (plant, kind, key, state, version, data, at)
on conflict (home, plant, kind, key) do update set
  state = excluded.state, version = excluded.version, data = excluded.data, changed_at = excluded.changed_at
