-- Windows that are open, or were over lately. Relies on: case_file (home, plant, kind, key).
select plant, state, data, changed_at
from case_file
where home = $1 and plant = any ($2::text[]) and kind = 'maintenance-window'
  and (state in ('asked', 'approved', 'changed', 'asked-again', 'started') or changed_at >= $3)
order by changed_at desc
limit 1000
