-- This process lives. What ended long ago is forgotten.
-- Relies on: hub_process (process).
with forgotten as (
  delete from hub_process where home = $2 and seen_at < $5::timestamptz - interval '2 days'
)
insert into hub_process (process, home, host, started_at, seen_at) values ($1, $2, $3, $4, $5)
on conflict (process) do update set seen_at = excluded.seen_at
