-- Relies on: machine_firing (home, system, plant, asset, rule, began_at).
update machine_firing
set ended_at = given.ended_at, ended_message = given.message
from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::uuid[])
  as given (plant, asset, rule, began_at, ended_at, message)
where home = $1 and system = $2 and machine_firing.plant = given.plant and machine_firing.asset = given.asset
  and machine_firing.rule = given.rule and machine_firing.began_at = given.began_at
