-- Maintenance orders that are worked on. Relies on: case_file (home, plant, kind, key).
select plant, state, data, changed_at
from case_file
where home = $1 and plant = any ($2::text[]) and kind = 'maintenance-order' and state in ('started', 'held')
order by changed_at desc
limit 1000
