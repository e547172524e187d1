-- What is known of assets that stood still lately, those that do so now first.
-- Relies on: case_file_changed (home, kind, changed_at, key).
select f.plant, f.key as asset, f.state, f.data
from case_file f
where f.home = $1 and f.kind = 'asset-downtime' and ($2::text[] is null or f.plant = any ($2))
  and f.data ->> 'form' = '2' and ($3::text is null or f.key = $3)
order by f.state = 'down' desc, f.changed_at desc, f.key
limit 200
