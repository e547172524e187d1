-- What came for a flow in a time, what of it was judged on paper, and how long the first judgement took.
-- Relies on: message (message_id); run (message_id, attempt); ids of messages begin with their time.
select
  count(*)::int as received,
  count(*) filter (where last.verdict <> 'held')::int as judged,
  percentile_cont(array[0.5, 0.95, 0.99]) within group (order by extract(epoch from first.decided_at - m.received_at)) as took
from message m
left join lateral (
  select verdict from run
  where run.message_id = m.message_id and flow = $6 and mode = 'shadow'
  order by attempt desc limit 1
) as last on true
left join lateral (
  select decided_at from run
  where run.message_id = m.message_id and flow = $6 and mode = 'shadow'
  order by attempt limit 1
) as first on true
where m.home = $1 and m.plant = $2 and m.type = any ($3) and m.message_id >= $4::uuid and m.message_id < $5::uuid
