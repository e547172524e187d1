-- Relies on: machine_signal (home, system, plant, asset, signal).
insert into machine_signal (home, system, plant, asset, signal, value, at, since, sequence, told, told_at)
select $1, $2, plant, asset, signal, value, at, since, sequence, told, told_at
from unnest(
  $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::bigint[], $10::text[],
  $11::timestamptz[]
) as given (plant, asset, signal, value, at, since, sequence, told, told_at)
on conflict (home, system, plant, asset, signal) do update
set value = excluded.value, at = excluded.at, since = excluded.since, sequence = excluded.sequence,
  told = excluded.told, told_at = excluded.told_at
