-- How long it took from receipt to confirmation for nineteen of twenty, by plant and flow, of the last hour's.
-- Relies on: intent_answered; message (message_id).
select
  i.plant, i.flow, count(*)::int as count, min(i.answered_at) as since,
  percentile_cont(0.95) within group (order by extract(epoch from i.answered_at - m.received_at) * 1000) as took
from (
  select plant, flow, message_id, answered_at from intent
  where home = $1 and answered_at >= $2 and state = 'confirmed'
  order by answered_at desc
  limit 50000
) as i
join message m on m.message_id = i.message_id
group by i.plant, i.flow
having count(*) >= 20
