-- Relies on: machine_firing (home, system, plant, asset, rule, began_at).
insert into machine_firing (home, system, plant, asset, rule, began_at, told_at, cause, began_message)
select $1, $2, plant, asset, rule, began_at, $8, cause, message
from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::json[], $9::uuid[])
  as given (plant, asset, rule, began_at, cause, message)
on conflict do nothing
