-- Maintenance orders that are worked on, or should have begun lately. Relies on: case_file (home, plant, kind, key).
select plant, state, data, changed_at
from case_file
where home = $1 and plant = any ($2::text[]) and kind = 'maintenance-order'
  and (
    state in ('started', 'held')
    or state in ('approved', 'scheduled')
      and (data #>> '{order,plannedStart}')::timestamptz between $3::timestamptz and $4::timestamptz
  )
order by changed_at desc, key
limit 1000
