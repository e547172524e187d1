-- Plans with the windows that were ever planned for each.
-- Relies on: maintenance_plan (home, plant, plan); case_file (home, plant, kind, key).
select
  p.plant, p.data, p.changed_at, p.changed_by,
  (
    select coalesce(json_agg(json_build_object(
      'window', f.key, 'state', f.state, 'version', f.data -> 'version',
      'start', coalesce(f.data -> 'booked' -> 'start', f.data -> 'start'),
      'end', coalesce(f.data -> 'booked' -> 'end', f.data -> 'end')
    ) order by f.key), '[]')
    from case_file f
    where f.home = p.home and f.plant = p.plant and f.kind = 'maintenance-window'
      and starts_with(f.key, p.plan || '.')
  ) as windows
from maintenance_plan p
where p.home = $1 and p.plant = any ($2::text[])
order by p.plant, p.plan
