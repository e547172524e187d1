-- The clocks of the latest live messages, those of one source and device together; so many of each at most.
-- Relies on: message (message_id), which sorts by time of receipt.
select plant, source, device, json_agg(stamps) as messages
from (
  select
    plant, source, coalesce(event ->> 'device', '') as device,
    json_build_object('occurredAt', occurred_at, 'recordedAt', recorded_at, 'receivedAt', received_at) as stamps,
    row_number() over (partition by plant, source, event ->> 'device' order by message_id desc) as nth
  from (
    select * from message
    where home = $1 and message_id >= $2 and origin = 'live' and received_from not in ('hub', 'console')
    order by message_id desc
    limit 5000
  ) as latest
) as numbered
where nth <= 50
group by plant, source, device
