-- Everything reported about one thing, latest first.
-- Relies on: message_lane.
select
  message_id, plant, type, source, id, stream, key, occurred_at, received_at, correlation, duplicates, progress,
  verdict, code, sentence, subject
from message_row
where home = $1 and plant = $2 and stream = $3 and key = $4 and type not like 'hub.%'
order by seq desc
limit 500
