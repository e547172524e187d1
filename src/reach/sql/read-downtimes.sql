-- Assets that stand still, or did lately. Relies on: case_file (home, plant, kind, key).
select plant, state, data, changed_at
from case_file
where home = $1 and plant = any ($2::text[]) and kind = 'asset-downtime' and (state = 'down' or changed_at >= $3)
order by changed_at desc
limit 1000
