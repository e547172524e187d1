-- Assets that stand still, with the whole of what is known of each, and how much the plant depends on it.
-- Relies on: case_file (home, plant, kind, key); asset (home, plant, asset).
select f.plant, f.key as asset, f.data, coalesce(a.criticality, 'C') as criticality
from case_file f
left join asset a on a.home = f.home and a.plant = f.plant and a.asset = f.key
where f.home = $1 and f.plant = any ($2::text[]) and f.kind = 'asset-downtime' and f.state = 'down'
order by f.plant, f.key
