insert into asset (home, plant, asset, name, class, level, criticality, parent, serial, changed_at, changed_by)
select $1, $2, asset, name, class, level, criticality, parent, serial, $4, $5
from json_to_recordset($3) as told (
  asset text, name text, class text, level smallint, criticality text, parent text, serial text
)
on conflict (home, plant, asset) do update set
  name = excluded.name, class = excluded.class, level = excluded.level, criticality = excluded.criticality,
  parent = excluded.parent, serial = excluded.serial, changed_at = excluded.changed_at, changed_by = excluded.changed_by
