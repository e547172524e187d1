-- Relies on: machine_signal (home, system, plant, asset, signal).
insert into machine_signal (home, system, plant, asset, signal, value, at, since, sequence)
select $1, $2, plant, asset, signal, value, at, since, sequence
from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::bigint[])
  as given (plant, asset, signal, value, at, since, sequence)
on conflict (home, system, plant, asset, signal) do update
set value = excluded.value, at = excluded.at, since = excluded.since, sequence = excluded.sequence
