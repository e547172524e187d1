-- Open exceptions of a plant by what people narrow them to, in the order of their lanes.
-- Relies on: exception_open; message (message_id); run (message_id, attempt).
select e.exception_id, e.message_id, m.type, m.key, coalesce(last.attempt, 0) as attempt
from exception e
join message m on m.message_id = e.message_id
left join lateral (
  select attempt from run where run.message_id = e.message_id order by attempt desc limit 1
) as last on true
where e.home = $1 and e.plant = $2 and e.closed_at is null
  and ($3::uuid[] is null or e.exception_id = any ($3))
  and ($4::text is null or e.code = $4)
  and ($5::text is null or e.flow = $5)
  and ($6::timestamptz is null or e.opened_at >= $6)
  and ($7::timestamptz is null or e.opened_at < $7)
order by m.stream, m.key, m.seq
limit $8
