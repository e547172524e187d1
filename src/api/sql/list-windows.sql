-- Maintenance windows that are not over for long, the earliest first, each with the question that is open about it.
-- Relies on: case_file (home, plant, kind, key); message_lane; approval_open.
select
  file.plant, file.key as window, file.state, file.data, file.changed_at,
  (
    select a.approval_id from approval a join message m using (message_id)
    where a.answered_at is null and m.home = file.home and m.plant = file.plant and m.stream = file.kind
      and m.key = file.key
    order by a.asked_at desc
    limit 1
  ) as approval_id,
  (
    select count(*)::int from exception e
    where e.closed_at is null and e.plant = file.plant and e.subject = file.key and e.home = file.home
  ) as open_exceptions,
  (
    select told.data -> 'told' from case_file told
    where told.home = file.home and told.plant = file.plant and told.kind = 'capacity'
      and told.key = file.plant || '/' || file.key
  ) as told_outside
from case_file file
where file.home = $1 and file.kind = 'maintenance-window'
  and ($2::text[] is null or file.plant = any ($2))
  and (file.data ->> 'end')::timestamptz >= $3
order by file.data ->> 'start', file.key
limit 500
