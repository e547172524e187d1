-- What is known of assets that stood still lately, those that do so now first.
-- With what the ERP counts of each that is over.
-- Relies on: case_file_changed (home, kind, changed_at, key), case_file (home, plant, kind, key).
select f.plant, f.key as asset, f.state, f.data, (
  select json_object_agg(r.data ->> 'number', r.data -> 'counted')
  from json_array_elements(f.data -> 'downtimes') one
  join case_file r on r.home = f.home and r.plant = f.plant and r.kind = 'downtime-record'
    and r.key = f.key || ' ' || (one ->> 'number')
  where r.data -> 'counted' is not null
) as counted
from case_file f
where f.home = $1 and f.kind = 'asset-downtime' and ($2::text[] is null or f.plant = any ($2))
  and f.data ->> 'form' = '2' and ($3::text is null or f.key = $3)
order by f.state = 'down' desc, f.changed_at desc, f.key
limit 200
