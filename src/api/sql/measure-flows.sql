-- How long it took from receipt to the last confirmation, by flow: of the latest confirmations since a moment.
-- Relies on: intent_answered; message (message_id).
select
  flow, percentile_cont(array[0.5, 0.95, 0.99]) within group (order by extract(epoch from applied_at - received_at)) as took
from (
  select latest.flow, message.message_id, max(answered_at) as applied_at, message.received_at
  from (
    select message_id, flow, answered_at from intent
    where answered_at >= $3 and state = 'confirmed' and home = $1 and ($2::text[] is null or plant = any ($2))
    order by answered_at desc
    limit 50000
  ) as latest
  join message using (message_id)
  group by latest.flow, message.message_id, message.received_at
) as each
group by flow
