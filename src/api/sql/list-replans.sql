-- Replans, what waits for a planner first, then the latest; one of them alone where it is named.
-- Relies on: case_file (home, plant, kind, key).
select
  file.plant, file.key as replan, file.state, file.data, file.changed_at,
  (
    select count(*)::int from exception e
    where e.closed_at is null and e.plant = file.plant and e.subject = file.key and e.home = file.home
  ) as open_exceptions
from case_file file
where file.home = $1 and file.kind = 'replan'
  and ($2::text[] is null or file.plant = any ($2))
  and ($3::text is null or file.key = $3)
  and ($3::text is not null or file.changed_at >= $4)
order by file.state = 'proposed' desc, file.changed_at desc, file.key
limit 50
