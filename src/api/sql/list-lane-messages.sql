-- Everything reported about one thing, latest first.
-- Relies on: message_lane; inbox (message_id).
select
  message_id, m.plant, type, source, id, stream, key, occurred_at, received_at, correlation, duplicates, m.progress,
  verdict, code, sentence, subject, waits_for, wait_until
from message_row m
left join lateral (
  select waits_for, wait_until from inbox
  where inbox.message_id = m.message_id and inbox.progress = 'waiting'
) as wait on true
where home = $1 and m.plant = $2 and stream = $3 and key = $4 and type not like 'hub.%'
order by seq desc
limit 500
