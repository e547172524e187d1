-- Told of the very moment at which it had left before, it had not left.
insert into asset_place (home, plant, asset, equipment, since)
select $1, $2, asset, equipment, since
from json_to_recordset($3) as moved (asset text, equipment text, since timestamptz)
where equipment is not null
on conflict (home, plant, asset, since) do update set equipment = excluded.equipment, until = null
