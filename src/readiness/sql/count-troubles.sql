-- What of a flow would have needed a person in a time on paper, by code, most first.
-- Relies on: run_mode; ids of messages begin with their time.
select coalesce(code, verdict) as code, count(*)::int as count, min(sentence) as sentence
from run
where home = $1 and plant = $2 and flow = $3 and mode = 'shadow' and message_id >= $4::uuid and message_id < $5::uuid
  and verdict in ('refused', 'failed', 'asked')
  and not exists (
    select from run later where later.message_id = run.message_id and later.attempt > run.attempt
  )
group by 1
order by count desc, code
