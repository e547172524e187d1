-- Maintenance orders that are to have spare parts, have used some or were worked on, changed lately, each with its open
-- exceptions; the newest $4, all where that is null, since sums are of all.
-- Relies on: case_file (home, plant, kind, key).
select
  file.plant, file.key as "order", file.state, file.data, file.changed_at,
  (
    select count(*)::int from exception e
    where e.closed_at is null and e.plant = file.plant and e.subject = file.key and e.home = file.home
  ) as open_exceptions
from case_file file
where file.home = $1 and file.kind = 'maintenance-order'
  and ($2::text[] is null or file.plant = any ($2))
  and file.changed_at >= $3
  and (file.data -> 'planned' is not null or file.data -> 'moves' is not null or file.data -> 'labour' is not null)
order by file.changed_at desc, file.key
limit $4
