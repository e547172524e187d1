-- Relies on: machine_watch (home, system, plant, asset, rule).
insert into machine_watch (home, system, plant, asset, rule, since, told, over)
select $1, $2, plant, asset, rule, since, told, over
from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[])
  as given (plant, asset, rule, since, told, over)
on conflict (home, system, plant, asset, rule) do update
set since = excluded.since, told = excluded.told, over = excluded.over
